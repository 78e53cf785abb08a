// Command ferretdb serves MongoDB's wire protocol from SQLite files, for tests: go build it, then
// ferretdb 127.0.0.1:27117 /some/folder. It ends when its standard input does, so it never outlives the tests.
package main

import (
	"context"
	"io"
	"log"
	"os"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// What a test writes need not survive the machine; busy_timeout must come first.
const quick = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(off)"

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/" + quick,
	})
	if err != nil {
		log.Fatal(err)
	}

	ctx, stop := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	if err := server.Run(ctx); err != nil && ctx.Err() == nil {
		log.Fatal(err)
	}
}
