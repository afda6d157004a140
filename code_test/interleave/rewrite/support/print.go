package support

// This file formats what the builtin functions print and println print, in the
// way of the runtime.

import (
	"fmt"
	"reflect"
	"strconv"
)

// Print is the builtin print.
func Print(site int32, args ...any) {
	var b []byte
	for _, a := range args {
		b = appendValue(b, a)
	}
	show(site, b)
}

// Println is the builtin println.
func Println(site int32, args ...any) {
	var b []byte
	for i, a := range args {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendValue(b, a)
	}
	show(site, append(b, '\n'))
}

// appendValue writes a value of a basic type: others are not printed, because
// the runtime prints addresses.
func appendValue(b []byte, v any) []byte {
	switch v := reflect.ValueOf(v); {
	case v.CanInt():
		return strconv.AppendInt(b, v.Int(), 10)
	case v.CanUint():
		return strconv.AppendUint(b, v.Uint(), 10)
	case v.CanFloat():
		return strconv.AppendFloat(b, v.Float(), 'g', -1, v.Type().Bits())
	case v.CanComplex():
		return append(b, strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())...)
	case v.Kind() == reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	default:
		return fmt.Append(b, v)
	}
}
