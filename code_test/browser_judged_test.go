package talk

// This file gives the deck outputs that a real run seldom or never has, as present
// or a playground would send them, and checks what it makes of each.

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// raceReport is a report of the race detector, in short.
const raceReport = "==================\nWARNING: DATA RACE\nRead at 0x00c00001 by goroutine 7:\n  main.increment()\n      /tmp/prog.go:12 +0x30\n==================\n"

// testJudged feeds the output panes of programs.
func testJudged(t *testing.T, browser context.Context, address string) {
	type message struct{ Kind, Body string }
	text := func(body string) message { return message{"stdout", body} }
	fault := func(body string) message { return message{"stderr", body} }
	end := func(how string) message { return message{"end", how} }
	const unlisted = "This output is not on the list!"
	tests := []struct {
		name, program string
		messages      []message
		lit           []string // the cards that light up
		unlisted      string   // what stands as not on the list
		says          string
	}{
		{"in one piece", "welcome", []message{text("Hello World!\n"), end("")}, []string{"main returns first"}, "", "It came: main returns first."},
		{"in pieces", "welcome", []message{text("Hello"), text(" World!\nWelcome to "), text("GopherLabs!\n"), end("")}, []string{"main prints first"}, "", "It came: main prints first."},
		{"another output", "welcome", []message{text("Hello Moon!\n"), end("")}, nil, "Hello Moon!\n", unlisted},
		{"no output", "welcome", []message{end("")}, nil, "(it printed nothing)", unlisted},
		{"twice", "call", []message{text("Welcome to GopherLabs!\nHello World!\nHello World!\n"), end("")}, nil, "Welcome to GopherLabs!\nHello World!\nHello World!\n", unlisted},
		{"a failure after the output", "welcome", []message{text("Hello World!\n"), end("exit status 1")}, nil, "Hello World!\nexit status 1\n", unlisted},
		{"the end of present's patience, or Kill", "welcome", []message{text("Hello World!\n"), end("signal: killed")}, nil, "", killNote},
		{"a signal", "welcome", []message{text("Hello World!\n"), end("signal: segmentation fault")}, nil, "", "The program did not end by itself: signal: segmentation fault."},
		{"a fault of the build", "call", []message{fault("# command-line-arguments\n./prog.go:9:2: undefined: welcom\n"), end("exit status 1")}, nil, "", buildNote},
		{"a deadlock", "deadlock", []message{fault("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [semacquire]:\nmain.main()\n"), end("exit status 2")}, []string{"each waits for the other"}, "", "It came: each waits for the other."},
		{"a race", "lost-update", []message{fault("Running with race detector.\n"), fault(raceReport), text("n = 2\n"), fault("Found 1 data race(s)\n"), end("exit status 66")}, []string{"one after the other"}, "", "It came: one after the other. The race detector reports a data race."},
		{"a race, and the output within the report", "lost-update", []message{fault("Running with race detector.\n"), fault(raceReport[:40]), text("n = 2\n"), fault(raceReport[40:] + "Found 1 data race(s)\n"), end("exit status 66")}, []string{"one after the other"}, "", "It came: one after the other. The race detector reports a data race."},
		{"two races, and a lost update", "lost-update", []message{fault("Running with race detector.\n"), fault(raceReport), text("n = 1\n"), fault(raceReport + "Found 2 data race(s)\n"), end("exit status 66")}, []string{"both read 0: one is lost"}, "", "The race detector reports 2 data races."},
		{"a race, and an output that is not listed", "lost-update", []message{fault(raceReport), text("n = 3\n"), fault("Found 1 data race(s)\n"), end("exit status 66")}, nil, "n = 3\n", "not on the list"},
		{"no race, but a failure", "lost-update", []message{text("n = 2\n"), end("exit status 66")}, nil, "n = 2\nexit status 66\n", unlisted},
	}
	tb := newTab(t, browser, address, laptop)
	for _, test := range tests {
		n := tb.goToProgram(test.program)
		tb.forget()
		messages, err := json.Marshal(test.messages)
		if err != nil {
			t.Fatal(err)
		}
		type judged struct {
			Lit      []string
			Unlisted string
			Said     string
		}
		got := evaluate[judged](tb, "sending "+test.name, fmt.Sprintf(`(async () => {
			const pane = %s;
			const write = PlaygroundOutput(pane);
			write({Kind: 'start'});
			for (const {Kind, Body} of %s) {
				write({Kind: 'stdout', Body: ''});
				await new Promise(done => setTimeout(done)); // the deck reads it
				write({Kind, Body});
			}
			await new Promise(done => setTimeout(done));
			const claim = %s;
			return {
				lit: [...claim.querySelectorAll('.card.came .name')].map(name => name.textContent),
				unlisted: claim.querySelector('.unlisted .printed')?.textContent ?? '',
				said: %s,
			};
		})()`, pane(n), messages, nthClaim(n), verdict))
		if diff := cmp.Diff(append([]string{}, test.lit...), got.Lit); diff != "" {
			tb.errorf("%s: the cards that are lit (-want +lit):\n%s", test.name, diff)
		}
		if got.Unlisted != test.unlisted {
			tb.errorf("%s: %q stands as not on the list, want %q", test.name, got.Unlisted, test.unlisted)
		}
		tb.says(test.says)
	}
}
