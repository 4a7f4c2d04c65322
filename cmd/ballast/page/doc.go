// Package page is the web page of Ballast and the API behind it: `ballast serve`.
package page
