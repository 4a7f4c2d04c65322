package cells

// The loops of pairs: an operator on x and y, whose result r another takes with z. A
// product is rounded before it is added, as it is where it is stored.
//
// Checked: TestVectorLoops.

// pairLoop is the loop of a pair by the first operator and how the second takes its
// result.
func pairLoop(pair int) loop {
	return [firsts][joints]loop{
		{sumPlusLoop, sumMinusLoop, sumFromLoop, sumTimesLoop, sumOverLoop, sumDividesLoop},
		{differencePlusLoop, differenceMinusLoop, differenceFromLoop, differenceTimesLoop, differenceOverLoop, differenceDividesLoop},
		{productPlusLoop, productMinusLoop, productFromLoop, productTimesLoop, productOverLoop, productDividesLoop},
		{sharePlusLoop, shareMinusLoop, shareFromLoop, shareTimesLoop, shareOverLoop, shareDividesLoop},
	}[pair/int(joints)][pair%int(joints)]
}

func sumPlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]+y[i])+z[i], (x[i+1]+y[i+1])+z[i+1]
	}
}

func sumMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]+y[i])-z[i], (x[i+1]+y[i+1])-z[i+1]
	}
}

func sumFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]-(x[i]+y[i]), z[i+1]-(x[i+1]+y[i+1])
	}
}

func sumTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]+y[i])*z[i], (x[i+1]+y[i+1])*z[i+1]
	}
}

func sumOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]+y[i])/z[i], (x[i+1]+y[i+1])/z[i+1]
	}
}

func sumDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]/(x[i]+y[i]), z[i+1]/(x[i+1]+y[i+1])
	}
}

func differencePlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]-y[i])+z[i], (x[i+1]-y[i+1])+z[i+1]
	}
}

func differenceMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]-y[i])-z[i], (x[i+1]-y[i+1])-z[i+1]
	}
}

func differenceFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]-(x[i]-y[i]), z[i+1]-(x[i+1]-y[i+1])
	}
}

func differenceTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]-y[i])*z[i], (x[i+1]-y[i+1])*z[i+1]
	}
}

func differenceOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]-y[i])/z[i], (x[i+1]-y[i+1])/z[i+1]
	}
}

func differenceDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]/(x[i]-y[i]), z[i+1]/(x[i+1]-y[i+1])
	}
}

func productPlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = float64(x[i]*y[i])+z[i], float64(x[i+1]*y[i+1])+z[i+1]
	}
}

func productMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = float64(x[i]*y[i])-z[i], float64(x[i+1]*y[i+1])-z[i+1]
	}
}

func productFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]-float64(x[i]*y[i]), z[i+1]-float64(x[i+1]*y[i+1])
	}
}

func productTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = float64(x[i]*y[i])*z[i], float64(x[i+1]*y[i+1])*z[i+1]
	}
}

func productOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = float64(x[i]*y[i])/z[i], float64(x[i+1]*y[i+1])/z[i+1]
	}
}

func productDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]/float64(x[i]*y[i]), z[i+1]/float64(x[i+1]*y[i+1])
	}
}

func sharePlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]/y[i])+z[i], (x[i+1]/y[i+1])+z[i+1]
	}
}

func shareMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]/y[i])-z[i], (x[i+1]/y[i+1])-z[i+1]
	}
}

func shareFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]-(x[i]/y[i]), z[i+1]-(x[i+1]/y[i+1])
	}
}

func shareTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]/y[i])*z[i], (x[i+1]/y[i+1])*z[i+1]
	}
}

func shareOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = (x[i]/y[i])/z[i], (x[i+1]/y[i+1])/z[i+1]
	}
}

func shareDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 2 {
		i := i & (width - 2)
		out[i], out[i+1] = z[i]/(x[i]/y[i]), z[i+1]/(x[i+1]/y[i+1])
	}
}
