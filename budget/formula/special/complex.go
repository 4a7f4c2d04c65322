package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// The functions of complex numbers by those of real ones, which have the same bits on
// every processor.
//
// Source: Abramowitz and Stegun 3.7 and 4.3.55 to 4.3.58, 4.5.49 to 4.5.51.
// Checked: TestComplex.

// Abs is the modulus.
func Abs(z complex128) float64 {
	p, q := math.Abs(real(z)), math.Abs(imag(z))
	if p < q {
		p, q = q, p
	}
	if p == 0 {
		return 0
	}
	q /= p
	return p * math.Sqrt(1+float64(q*q))
}

// Phase is the argument, from minus to plus pi.
func Phase(z complex128) float64 { return elementary.Atan2(imag(z), real(z)) }

// Polar is the number of a modulus and an argument.
func Polar(size, angle float64) complex128 {
	return complex(size*elementary.Cos(angle), size*elementary.Sin(angle))
}

// Quotient is z / w.
// Source: R. L. Smith, Algorithm 116: Complex division (1962).
func Quotient(z, w complex128) complex128 {
	a, b, c, d := real(z), imag(z), real(w), imag(w)
	if math.Abs(c) >= math.Abs(d) {
		r := d / c
		by := c + float64(d*r)
		return complex((a+float64(b*r))/by, (b-float64(a*r))/by)
	}
	r := c / d
	by := float64(c*r) + d
	return complex((float64(a*r)+b)/by, (float64(b*r)-a)/by)
}

// Sqrt is the root whose real part is not below zero.
func Sqrt(z complex128) complex128 {
	x, y := real(z), imag(z)
	if z == 0 {
		return 0
	}
	root := math.Sqrt((Abs(z) + math.Abs(x)) / 2)
	if x >= 0 {
		return complex(root, y/(2*root))
	}
	return complex(math.Abs(y)/(2*root), math.Copysign(root, y))
}

// Exp is the exponential.
func Exp(z complex128) complex128 { return Polar(elementary.Exp(real(z)), imag(z)) }

// Log is the principal logarithm.
func Log(z complex128) complex128 { return complex(elementary.Log(Abs(z)), Phase(z)) }

// Sin is the sine.
func Sin(z complex128) complex128 {
	x, y := real(z), imag(z)
	return complex(elementary.Sin(x)*elementary.Cosh(y), elementary.Cos(x)*elementary.Sinh(y))
}

// Cos is the cosine.
func Cos(z complex128) complex128 {
	x, y := real(z), imag(z)
	return complex(elementary.Cos(x)*elementary.Cosh(y), -elementary.Sin(x)*elementary.Sinh(y))
}

// Tan is the tangent, without the overflow of its parts far from the real line.
func Tan(z complex128) complex128 {
	s, c, y := elementary.Sin(real(z)), elementary.Cos(real(z)), imag(z)
	if math.Abs(y) > 20 {
		return complex(4*s*c*elementary.Exp(-2*math.Abs(y)), math.Copysign(1, y))
	}
	sh, ch := elementary.Sinh(y), elementary.Cosh(y)
	by := float64(c*c) + float64(sh*sh)
	return complex(s*c/by, sh*ch/by)
}

// Sinh is the hyperbolic sine.
func Sinh(z complex128) complex128 {
	w := Sin(complex(-imag(z), real(z))) // sinh z = -i sin iz
	return complex(imag(w), -real(w))
}

// Cosh is the hyperbolic cosine.
func Cosh(z complex128) complex128 { return Cos(complex(-imag(z), real(z))) }
