// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.run.Session;
import ext2cat.cli.text.EntryJson;
import ext2cat.cli.text.Json;
import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.util.Optional;

/** A tree as nested objects; what is in a directory is its field {@code entries}. */
final class TreeJson implements Tree.Output {

    private final Session session;
    private final Json json;
    private final EntryJson fields;

    /** Objects that were begun and whose entries did not begin. */
    private int open;

    TreeJson(Session session, Json json, EntryJson fields) {
        this.session = session;
        this.json = json;
        this.fields = fields;
    }

    @Override
    public void start(String label, Inode inode) throws IOException {
        begin("path", label, inode.number());
        fields.fields(inode, Optional.empty());
    }

    @Override
    public void entry(TreeEntry entry, boolean isLast) throws IOException {
        close();
        begin("name", entry.name().toString().replace("/", "\\x2f"), entry.number());
        try {
            Inode inode = entry.inode();
            Optional<String> target = EntryJson.target(inode).map(FileName::toString);
            fields.fields(inode, target);
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
            json.field("unreadable", true);
        }
    }

    @Override
    public void enter() throws IOException {
        json.array("entries");
        open--;
    }

    @Override
    public void leave() throws IOException {
        close();
        json.end();
        json.end();
    }

    @Override
    public void end() throws IOException {
        close();
    }

    private void begin(String nameField, String name, long number) throws IOException {
        json.object();
        json.field(nameField, name);
        json.field("inode", number);
        open++;
    }

    private void close() throws IOException {
        if (open > 0) {
            json.end();
            open--;
        }
    }
}
