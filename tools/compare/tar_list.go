// SPDX-License-Identifier: Apache-2.0

// Lists a tar archive from standard input as Go's archive/tar reads it: a line of JSON for each entry, bytes in hex.
package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

const (
	page      = 4096
	maxHashed = 64 << 20
)

// digest hashes the pages that are not all zeros, each after its offset.
func digest(in io.Reader) (string, error) {
	total, buffer, zeros := sha256.New(), make([]byte, page), make([]byte, page)
	for at := 0; ; at += page {
		n, err := io.ReadFull(in, buffer)
		if n > 0 && !bytes.Equal(buffer[:n], zeros[:n]) {
			fmt.Fprintf(total, "%d:", at)
			total.Write(buffer[:n])
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return hex.EncodeToString(total.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}

func list() error {
	archive, out := tar.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		xattrs := map[string]string{}
		for key, value := range header.PAXRecords {
			if name := strings.TrimPrefix(key, "SCHILY.xattr."); name != key {
				xattrs[hex.EncodeToString([]byte(name))] = hex.EncodeToString([]byte(value))
			}
		}
		contents := ""
		if header.Typeflag == tar.TypeReg && header.Size <= maxHashed {
			if contents, err = digest(archive); err != nil {
				return fmt.Errorf("%q: %w", header.Name, err)
			}
		}
		err = out.Encode(map[string]any{
			"name": hex.EncodeToString([]byte(header.Name)), "type": string(rune(header.Typeflag)),
			"mode": header.Mode, "owner": []int{header.Uid, header.Gid},
			"mtime": []int64{header.ModTime.Unix(), int64(header.ModTime.Nanosecond())},
			"size":  header.Size, "contents": contents,
			"target": hex.EncodeToString([]byte(header.Linkname)),
			"device": []int64{header.Devmajor, header.Devminor}, "xattrs": xattrs,
		})
		if err != nil {
			return err
		}
	}
}

func main() {
	if err := list(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
