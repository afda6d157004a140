package derive_test

// This file checks that the table is what the library's source says.

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/library/derive"
)

var update = flag.Bool("update", false, "write the table anew")

var packages = []string{
	"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring",
	"crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512",
	"encoding/base64", "encoding/binary", "encoding/hex", "errors",
	"hash", "hash/adler32", "hash/crc32", "hash/crc64", "hash/fnv", "html",
	"io", "iter", "math", "math/big", "math/bits", "math/cmplx",
	"path", "slices", "sort", "strconv", "strings", "text/tabwriter",
	"unicode", "unicode/utf16", "unicode/utf8",
}

func TestTable(t *testing.T) {
	lines, err := derive.Table(packages)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile("../derived.txt", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("../derived.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the table is not fresh; run the test with -update (-table +derived):\n%s", diff)
	}
}
