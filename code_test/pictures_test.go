package talk

// This file checks that the pictures are whole SVG files which explain
// themselves and need nothing else.

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPictures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "images", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no picture in images/")
	}
	for _, file := range files {
		name := "images/" + filepath.Base(file)
		switch filepath.Ext(file) {
		case ".html", ".css", ".js", ".go":
			continue // a stepper, whose generator has tests, or a part of the deck
		}
		if filepath.Ext(file) != ".svg" {
			t.Errorf("%s: draw pictures as SVG", name)
			continue
		}
		f, err := os.Open(file)
		if err != nil {
			t.Error(err)
			continue
		}
		defer f.Close()
		text := make(map[string]string) // of each kind of element, the first
		var open []string
		for d := xml.NewDecoder(f); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
			switch token := token.(type) {
			case xml.StartElement:
				element := token.Name.Local
				if len(open) == 0 && element != "svg" {
					t.Errorf("%s: the outermost element is <%s>, want <svg>", name, element)
				}
				switch element {
				case "script", "image", "foreignObject", "animate", "animateTransform":
					t.Errorf("%s: <%s>: a picture is still, and has all that it needs", name, element)
				}
				for _, a := range token.Attr {
					if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
						t.Errorf("%s: <%s href=%q>: a picture has all that it needs", name, element, a.Value)
					}
				}
				open = append(open, element)
			case xml.EndElement:
				open = open[:len(open)-1]
			case xml.CharData:
				if len(open) == 2 && text[open[1]] == "" { // below <svg>
					text[open[1]] = strings.TrimSpace(string(token))
				}
			}
		}
		for _, element := range []string{"title", "desc"} {
			if text[element] == "" {
				t.Errorf("%s: no <%s> below <svg> for those who cannot see it", name, element)
			}
		}
	}
}
