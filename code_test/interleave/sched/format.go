package sched

// This file writes a value as a viewer of a run wants to see it: as package fmt
// does, but short, without addresses, and without a call of the program.

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	longest  = 24 // runes of a value
	deepest  = 3  // values within values
	mostList = 8  // elements of a list
)

// format returns the text of a value.
func format(v reflect.Value) string { return shorten(formatAt(v, 0), longest) }

// shorten cuts what is too long to be seen at a glance.
func shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

func formatAt(v reflect.Value, depth int) string {
	if !v.IsValid() {
		return "nil"
	}
	if text, ok := ownText(v); ok {
		return text
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	case reflect.Complex64, reflect.Complex128:
		return fmt.Sprint(v.Complex())
	case reflect.String:
		return strconv.Quote(shorten(v.String(), longest-len(`""`)))
	}
	if depth == deepest {
		return "…"
	}
	var elements []string
	switch v.Kind() {
	case reflect.Interface:
		return formatAt(v.Elem(), depth)
	case reflect.Slice, reflect.Array:
		for i := range min(v.Len(), mostList) {
			elements = append(elements, formatAt(v.Index(i), depth+1))
		}
		if v.Len() > mostList {
			elements = append(elements, "…")
		}
		return "[" + strings.Join(elements, " ") + "]"
	case reflect.Map:
		for key, value := range v.Seq2() {
			elements = append(elements, formatAt(key, depth+1)+":"+formatAt(value, depth+1))
		}
		slices.Sort(elements)
		return "map[" + strings.Join(elements, " ") + "]"
	case reflect.Struct:
		for i := range v.NumField() {
			elements = append(elements, formatAt(v.Field(i), depth+1))
		}
		return "{" + strings.Join(elements, " ") + "}"
	}
	// What is left has an address.
	if v.IsNil() {
		return "nil"
	}
	return v.Kind().String()
}

// ownText returns the text of a value of the library whose own is better.
func ownText(v reflect.Value) (string, bool) {
	t := v.Type()
	switch {
	case strings.HasPrefix(standIn(t), "sync/atomic."):
		return formatAt(v.Field(v.NumField()-1), 0), true
	case standIn(t) != "":
		return "…", true
	case t.PkgPath() == "time" && t.Kind() == reflect.Int64 && t.Name() == "Duration":
		return time.Duration(v.Int()).String(), true
	case t.PkgPath() == "" && t.Kind() == reflect.Pointer && t.Elem().PkgPath() == "errors" && t.Elem().Kind() == reflect.Struct && !v.IsNil():
		return strconv.Quote(v.Elem().Field(0).String()), true // made by errors.New
	}
	return "", false
}
