package models

import (
	"context"

	"ballast/sim"
	"ballast/sim/stats"
)

// realisedSample is how many scenarios tell what correlations the draws have.
const realisedSample = 10000

// Columns are gone through in pieces of rankPiece scenarios, which stay in the
// cache of a core when many columns are correlated with each other, and pairs
// in groups of pairGroup, one group a worker at a time.
const (
	rankPiece = 1024
	pairGroup = 4096
)

// realised returns the rank correlations that the draws of pairs of variables
// have.
func (s *Simulation) realised(ctx context.Context, pairs [][2]int) ([]float64, error) {
	n := min(s.res.InputsN, realisedSample)
	ranks, squares, err := s.rankedInputs(ctx, pairs, n)
	if err != nil {
		return nil, err
	}
	rho := make([]float64, len(pairs))
	err = sim.Each(ctx, (len(pairs)+pairGroup-1)/pairGroup, s.cfg.Workers, func() func(int) error {
		var products [pairGroup]int64
		return func(g int) error {
			from := g * pairGroup
			group := pairs[from:min(from+pairGroup, len(pairs))]
			clear(products[:])
			for at := 0; at < n; at += rankPiece {
				end := min(at+rankPiece, n)
				for k, p := range group {
					products[k] += stats.Dot(ranks[p[0]][at:end], ranks[p[1]][at:end])
				}
			}
			for k, p := range group {
				rho[from+k] = stats.CentredSpearman(products[k], squares[p[0]], squares[p[1]])
			}
			return nil
		}
	})
	return rho, err
}

// rankedInputs ranks the first n draws of the variables that occur in pairs.
func (s *Simulation) rankedInputs(ctx context.Context, pairs [][2]int, n int) (ranks [][]int16, squares []int64, err error) {
	ranks, squares = make([][]int16, len(s.res.Inputs)), make([]int64, len(s.res.Inputs))
	var list []int
	for _, p := range pairs {
		for _, v := range p {
			if ranks[v] == nil {
				ranks[v] = make([]int16, n)
				list = append(list, v)
			}
		}
	}
	err = sim.Each(ctx, len(list), s.cfg.Workers, func() func(int) error {
		var r stats.Ranker
		return func(k int) error {
			v := list[k]
			r.Rank(ranks[v], s.res.Inputs[v][:n])
			squares[v] = stats.Dot(ranks[v], ranks[v])
			return nil
		}
	})
	return ranks, squares, err
}
