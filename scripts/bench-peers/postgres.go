package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// postgres searches with full text: a tsvector under GIN, beside a B-tree over site and time.
type postgres struct {
	conn  *pgx.Conn
	shape shape
	table string
}

// openPostgres connects over the socket in a folder.
func openPostgres(ctx context.Context, folder string, s shape) (*postgres, error) {
	conn, err := pgx.Connect(ctx, "host="+folder+" user=postgres dbname=postgres")
	if err != nil {
		return nil, err
	}
	table := "finds_" + strings.ReplaceAll(string(s), " ", "_")
	return &postgres{conn, s, table}, nil
}

func (p *postgres) close() error { return p.conn.Close(context.Background()) }

// version is that of the server.
func (p *postgres) version() string {
	number, _, _ := strings.Cut(p.conn.PgConn().ParameterStatus("server_version"), " ")
	return number
}

// load copies the finds in and builds the indices afterwards, which is the quickest way, and
// leaves none of GIN's entries pending.
func (p *postgres) load(ctx context.Context, s *stock) error {
	body := "body tsvector"
	given := "body"
	if p.shape == words {
		body = "words text, body tsvector generated always as (to_tsvector('simple', words)) stored"
		given = "words"
	}
	if err := p.exec(ctx, "create table %s (id text, site text, at bigint, status text, "+body+")"); err != nil {
		return err
	}
	from, to := io.Pipe()
	go func() { to.CloseWithError(p.write(to, s)) }()
	if _, err := p.conn.PgConn().CopyFrom(ctx, from, "copy "+p.table+" (id, site, at, status, "+given+") from stdin (format csv)"); err != nil {
		from.CloseWithError(err)
		return err
	}
	for _, step := range []string{
		"create index on %s using gin (body) with (fastupdate = off)",
		"create index on %s (site, at)",
		"vacuum analyze %s",
	} {
		if err := p.exec(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

func (p *postgres) exec(ctx context.Context, statement string) error {
	_, err := p.conn.Exec(ctx, fmt.Sprintf(statement, p.table))
	return err
}

// write gives COPY the rows.
func (p *postgres) write(to io.Writer, s *stock) error {
	out := csv.NewWriter(to)
	for f, err := range s.finds() {
		if err != nil {
			return err
		}
		body := f.Words
		if p.shape == terms {
			body = vector(f.Terms)
		}
		if err := out.Write([]string{f.ID, f.Site, strconv.FormatInt(f.At, 10), f.Status, body}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// vector writes terms as a tsvector. What a term is worth becomes its label, of which there are
// four; weights says what they count.
func vector(terms map[string]float64) string {
	var out []byte
	at := 0
	for term, worth := range terms {
		at++
		out = append(out, lexeme(term)...)
		out = append(out, ':')
		out = strconv.AppendInt(out, int64(at), 10)
		out = append(out, label(worth), ' ')
	}
	return string(out)
}

func label(worth float64) byte {
	switch {
	case worth >= 4:
		return 'A'
	case worth >= 1.5:
		return 'B'
	case worth >= 1:
		return 'C'
	}
	return 'D'
}

// weights are those of the labels D, C, B and A.
const weights = "'{0.125, 0.25, 0.5, 1}'"

var quoted = strings.NewReplacer(`'`, `''`, `\`, `\\`)

// lexeme quotes a term, of a tsvector or of a tsquery.
func lexeme(term string) string { return "'" + quoted.Replace(term) + "'" }

// anyOf is a tsquery that any of the terms fulfils.
func anyOf(terms []string) string {
	var any []string
	for _, term := range terms {
		any = append(any, lexeme(term))
	}
	return strings.Join(any, " | ")
}

// ranked asks for any of the terms or words.
func (p *postgres) ranked(ctx context.Context, q question, in within, limit int) ([]string, error) {
	query, text := "replace(plainto_tsquery('simple', $1)::text, ' & ', ' | ')::tsquery", q.Words
	if p.shape == terms {
		query, text = "$1::tsquery", anyOf(slices.Sorted(maps.Keys(q.Terms)))
	}
	where, args := "body @@ "+query+" and status = $2", []any{text, inStore}
	if len(in.sites) > 0 {
		where, args = where+" and site = any($3)", append(args, in.sites)
	}
	if in.until > 0 {
		where, args = where+" and at between $4 and $5", append(args, in.from, in.until)
	}
	rows, err := p.conn.Query(ctx, fmt.Sprintf("select id from %s where %s order by ts_rank(%s, body, %s) desc, id limit %d", p.table, where, weights, query, limit), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

func (p *postgres) lookUp(ctx context.Context, q question) (int, error) {
	query, text := "plainto_tsquery('simple', $1)", q.Typed
	if p.shape == terms {
		var all []string
		for _, senses := range q.Senses {
			all = append(all, "("+anyOf(senses)+")")
		}
		query, text = "$1::tsquery", strings.Join(all, " & ")
	}
	rows, err := p.conn.Query(ctx, fmt.Sprintf("select id, count(*) over () from %s where body @@ %s and status = $2 order by at desc limit %d", p.table, query, page), text, inStore)
	if err != nil {
		return 0, err
	}
	var id string
	var total int
	_, err = pgx.ForEachRow(rows, []any{&id, &total}, func() error { return nil })
	return total, err
}

// bytes are those of the table with its indices.
func (p *postgres) bytes(ctx context.Context) (n int64, err error) {
	err = p.conn.QueryRow(ctx, "select pg_total_relation_size($1::text::regclass)", p.table).Scan(&n)
	return n, err
}
