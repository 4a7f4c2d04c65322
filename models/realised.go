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
	rankPiece = 512
	pairGroup = 4096
)

// realisedN is how many they are.
func (s *Simulation) realisedN() int { return min(s.res.InputsN, realisedSample) }

// realised returns the rank correlations that the draws of pairs of variables
// have. ranks are those of the variables that were ranked before.
func (s *Simulation) realised(ctx context.Context, pairs [][2]int, ranks [][]int16) ([]float64, error) {
	n := s.realisedN()
	squares, err := s.rankInputs(ctx, pairs, ranks, n)
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
					products[k] += stats.Dot(ranks[p[0]][at:end], ranks[p[1]][at:end], n)
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

// rankInputs ranks the first n draws of the variables that occur in pairs, but for those
// that are ranked, and returns their squares.
func (s *Simulation) rankInputs(ctx context.Context, pairs [][2]int, ranks [][]int16, n int) (squares []int64, err error) {
	squares = make([]int64, len(ranks))
	seen, list := make([]bool, len(ranks)), []int(nil)
	for _, p := range pairs {
		for _, v := range p {
			if !seen[v] {
				seen[v] = true
				list = append(list, v)
			}
		}
	}
	err = sim.Each(ctx, len(list), s.cfg.Workers, func() func(int) error {
		var r stats.Ranker
		return func(k int) error {
			v := list[k]
			if ranks[v] == nil {
				ranks[v] = make([]int16, n)
				r.Rank(ranks[v], s.res.Inputs[v][:n])
			}
			squares[v] = stats.Dot(ranks[v], ranks[v], n)
			return nil
		}
	})
	return squares, err
}
