package oracle

// This file takes programs apart.

// Smaller returns programs that have a little less than p: one statement is missing,
// or only what is around its body.
func (p Program) Smaller() []Program {
	var all []Program
	for _, list := range smaller(p.Main) {
		q := p
		q.Main = list
		all = append(all, q.trim())
	}
	return all
}

func smaller(list []Statement) [][]Statement {
	var all [][]Statement
	for i, s := range list {
		instead := func(by ...Statement) {
			all = append(all, plus(plus(list[:i], by...), list[i+1:]...))
		}
		instead()
		if s.Op != Select {
			instead(s.Body...)
		}
		for _, body := range smaller(s.Body) {
			t := s
			t.Body = body
			instead(t)
		}
		for _, body := range smaller(s.Else) {
			t := s
			t.Else = body
			instead(t)
		}
		for _, cases := range smaller(s.Cases) {
			t := s
			if t.Cases = cases; communications(cases) {
				instead(t)
			}
		}
		if s.Default {
			t := s
			t.Default, t.Body = false, nil
			instead(t)
		}
	}
	return all
}

// communications reports whether a select can have these cases.
func communications(list []Statement) bool {
	for _, s := range list {
		if s.Op != Send && s.Op != Receive {
			return false
		}
	}
	return true
}

// Shrink returns a program that is as p, in that fails reports true for it, but for
// none that is smaller.
func (p Program) Shrink(fails func(Program) bool) Program {
again:
	for _, q := range p.Smaller() {
		if fails(q) {
			p = q
			goto again
		}
	}
	return p
}
