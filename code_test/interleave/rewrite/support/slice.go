package support

// This file models append, copy and conversions of slices: which elements they
// read and write.

import (
	"reflect"

	"goroutines/code_test/interleave/sched"
)

// A Slice is a slice that something is about to be appended to.
type Slice[S ~[]E, E any] struct {
	s    S
	site int32
}

// To prepares to append to s.
func To[S ~[]E, E any](site int32, s S) Slice[S, E] { return Slice[S, E]{s, site} }

// Append is append(s, elements...). It writes behind the slice where there is
// room, and else reads the slice to copy it.
func (to Slice[S, E]) Append(elements ...E) S {
	if n := len(to.s) + len(elements); n <= cap(to.s) {
		sched.WritesSlice(to.site, to.s[len(to.s):n])
	} else {
		sched.ReadsSlice(to.site, to.s)
	}
	return sched.Appended(to.s, append(to.s, elements...))
}

// Copy is copy(dst, src).
func Copy[D, S ~[]E, E any](site int32, dst D, src S) int {
	n := min(len(dst), len(src))
	sched.Touch(site, []sched.Piece{sched.Elements(src[:n], sched.Read), sched.Elements(dst[:n], sched.Write)})
	return copy(dst, src)
}

// First reads the first n elements of s, which becomes an array of so many; it
// returns s.
func First[S ~[]E, E any](site int32, s S, n int) S {
	if n <= len(s) {
		sched.ReadsSlice(site, s[:n])
	}
	return s
}

// Converted reads the elements of v if it is a slice; it returns v.
func Converted[T any](site int32, v T) T {
	if r := reflect.ValueOf(v); r.Kind() == reflect.Slice {
		sched.Touch(site, []sched.Piece{sched.ElementsOf(r, sched.Read)})
	}
	return v
}

// Bytes returns what is in s, which is read if it is no string.
func Bytes[S ~string | ~[]byte](site int32, s S) []byte {
	if reflect.TypeFor[S]().Kind() == reflect.Slice {
		return sched.ReadsSlice(site, reflect.ValueOf(s).Bytes())
	}
	return []byte(s)
}

// Byte is s[i].
func Byte[S ~string | ~[]byte](site int32, s S, i int) byte {
	b := s[i]
	if reflect.TypeFor[S]().Kind() == reflect.Slice {
		b = sched.Load(site, &reflect.ValueOf(s).Bytes()[i])
	}
	return b
}
