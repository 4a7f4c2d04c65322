package cells

// The loops of pairs: an operator on x and y, whose result another takes with z. A
// product is rounded before it is added, as it is where it is stored.
//
// Checked: TestVectorLoops.

// pairLoop is the loop of a pair by the first operator and how the second takes its
// result.
func pairLoop(pair int) loop {
	return [firsts][joints]loop{
		{sumPlusLoop, sumMinusLoop, sumFromLoop, sumTimesLoop, sumOverLoop, sumDividesLoop, sumCaughtLoop},
		{differencePlusLoop, differenceMinusLoop, differenceFromLoop, differenceTimesLoop, differenceOverLoop, differenceDividesLoop, differenceCaughtLoop},
		{productPlusLoop, productMinusLoop, productFromLoop, productTimesLoop, productOverLoop, productDividesLoop, productCaughtLoop},
		{sharePlusLoop, shareMinusLoop, shareFromLoop, shareTimesLoop, shareOverLoop, shareDividesLoop, shareCaughtLoop},
	}[pair/int(joints)][pair%int(joints)]
}

func sumPlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]+y[i])+z[i], (x[i+1]+y[i+1])+z[i+1]
		out[i+2], out[i+3] = (x[i+2]+y[i+2])+z[i+2], (x[i+3]+y[i+3])+z[i+3]
	}
}

func sumMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]+y[i])-z[i], (x[i+1]+y[i+1])-z[i+1]
		out[i+2], out[i+3] = (x[i+2]+y[i+2])-z[i+2], (x[i+3]+y[i+3])-z[i+3]
	}
}

func sumFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]-(x[i]+y[i]), z[i+1]-(x[i+1]+y[i+1])
		out[i+2], out[i+3] = z[i+2]-(x[i+2]+y[i+2]), z[i+3]-(x[i+3]+y[i+3])
	}
}

func sumTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]+y[i])*z[i], (x[i+1]+y[i+1])*z[i+1]
		out[i+2], out[i+3] = (x[i+2]+y[i+2])*z[i+2], (x[i+3]+y[i+3])*z[i+3]
	}
}

func sumOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]+y[i])/z[i], (x[i+1]+y[i+1])/z[i+1]
		out[i+2], out[i+3] = (x[i+2]+y[i+2])/z[i+2], (x[i+3]+y[i+3])/z[i+3]
	}
}

func sumDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]/(x[i]+y[i]), z[i+1]/(x[i+1]+y[i+1])
		out[i+2], out[i+3] = z[i+2]/(x[i+2]+y[i+2]), z[i+3]/(x[i+3]+y[i+3])
	}
}

func sumCaughtLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		out[i] = caught(x[i]+y[i], z[i])
	}
}

func differencePlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]-y[i])+z[i], (x[i+1]-y[i+1])+z[i+1]
		out[i+2], out[i+3] = (x[i+2]-y[i+2])+z[i+2], (x[i+3]-y[i+3])+z[i+3]
	}
}

func differenceMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]-y[i])-z[i], (x[i+1]-y[i+1])-z[i+1]
		out[i+2], out[i+3] = (x[i+2]-y[i+2])-z[i+2], (x[i+3]-y[i+3])-z[i+3]
	}
}

func differenceFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]-(x[i]-y[i]), z[i+1]-(x[i+1]-y[i+1])
		out[i+2], out[i+3] = z[i+2]-(x[i+2]-y[i+2]), z[i+3]-(x[i+3]-y[i+3])
	}
}

func differenceTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]-y[i])*z[i], (x[i+1]-y[i+1])*z[i+1]
		out[i+2], out[i+3] = (x[i+2]-y[i+2])*z[i+2], (x[i+3]-y[i+3])*z[i+3]
	}
}

func differenceOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]-y[i])/z[i], (x[i+1]-y[i+1])/z[i+1]
		out[i+2], out[i+3] = (x[i+2]-y[i+2])/z[i+2], (x[i+3]-y[i+3])/z[i+3]
	}
}

func differenceDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]/(x[i]-y[i]), z[i+1]/(x[i+1]-y[i+1])
		out[i+2], out[i+3] = z[i+2]/(x[i+2]-y[i+2]), z[i+3]/(x[i+3]-y[i+3])
	}
}

func differenceCaughtLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		out[i] = caught(x[i]-y[i], z[i])
	}
}

func productPlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = float64(x[i]*y[i])+z[i], float64(x[i+1]*y[i+1])+z[i+1]
		out[i+2], out[i+3] = float64(x[i+2]*y[i+2])+z[i+2], float64(x[i+3]*y[i+3])+z[i+3]
	}
}

func productMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = float64(x[i]*y[i])-z[i], float64(x[i+1]*y[i+1])-z[i+1]
		out[i+2], out[i+3] = float64(x[i+2]*y[i+2])-z[i+2], float64(x[i+3]*y[i+3])-z[i+3]
	}
}

func productFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]-float64(x[i]*y[i]), z[i+1]-float64(x[i+1]*y[i+1])
		out[i+2], out[i+3] = z[i+2]-float64(x[i+2]*y[i+2]), z[i+3]-float64(x[i+3]*y[i+3])
	}
}

func productTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]*y[i])*z[i], (x[i+1]*y[i+1])*z[i+1]
		out[i+2], out[i+3] = (x[i+2]*y[i+2])*z[i+2], (x[i+3]*y[i+3])*z[i+3]
	}
}

func productOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]*y[i])/z[i], (x[i+1]*y[i+1])/z[i+1]
		out[i+2], out[i+3] = (x[i+2]*y[i+2])/z[i+2], (x[i+3]*y[i+3])/z[i+3]
	}
}

func productDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]/(x[i]*y[i]), z[i+1]/(x[i+1]*y[i+1])
		out[i+2], out[i+3] = z[i+2]/(x[i+2]*y[i+2]), z[i+3]/(x[i+3]*y[i+3])
	}
}

func productCaughtLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		out[i] = caught(x[i]*y[i], z[i])
	}
}

func sharePlusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]/y[i])+z[i], (x[i+1]/y[i+1])+z[i+1]
		out[i+2], out[i+3] = (x[i+2]/y[i+2])+z[i+2], (x[i+3]/y[i+3])+z[i+3]
	}
}

func shareMinusLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]/y[i])-z[i], (x[i+1]/y[i+1])-z[i+1]
		out[i+2], out[i+3] = (x[i+2]/y[i+2])-z[i+2], (x[i+3]/y[i+3])-z[i+3]
	}
}

func shareFromLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]-(x[i]/y[i]), z[i+1]-(x[i+1]/y[i+1])
		out[i+2], out[i+3] = z[i+2]-(x[i+2]/y[i+2]), z[i+3]-(x[i+3]/y[i+3])
	}
}

func shareTimesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]/y[i])*z[i], (x[i+1]/y[i+1])*z[i+1]
		out[i+2], out[i+3] = (x[i+2]/y[i+2])*z[i+2], (x[i+3]/y[i+3])*z[i+3]
	}
}

func shareOverLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = (x[i]/y[i])/z[i], (x[i+1]/y[i+1])/z[i+1]
		out[i+2], out[i+3] = (x[i+2]/y[i+2])/z[i+2], (x[i+3]/y[i+3])/z[i+3]
	}
}

func shareDividesLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1] = z[i]/(x[i]/y[i]), z[i+1]/(x[i+1]/y[i+1])
		out[i+2], out[i+3] = z[i+2]/(x[i+2]/y[i+2]), z[i+3]/(x[i+3]/y[i+3])
	}
}

func shareCaughtLoop(s *step, n int) {
	out, x, y, z := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		out[i] = caught(x[i]/y[i], z[i])
	}
}
