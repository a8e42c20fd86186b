// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.EntryJson;
import ext2cat.cli.text.Json;

import java.io.IOException;
import java.util.List;

/**
 * The output of {@code ls} for programs: an array of the files that were named, and of an object
 * for each directory with its path and its entries.
 */
final class LsJson implements Ls.Output {

    private final Json json;
    private final EntryJson entries;

    LsJson(Json json, EntryJson entries) {
        this.json = json;
        this.entries = entries;
    }

    @Override
    public void files(List<LsEntry> files) throws IOException {
        for (LsEntry file : files) {
            write("path", file);
        }
    }

    @Override
    public void directory(String label, boolean headed, LsDirectory listing) throws IOException {
        json.object();
        json.field("directory", label);
        json.array("entries");
        listing.read(
                found -> {
                    for (LsEntry entry : found) {
                        write("name", entry);
                    }
                });
        json.end();
        json.end();
    }

    private void write(String nameField, LsEntry entry) throws IOException {
        json.object();
        json.field(nameField, entry.shown());
        json.field("inode", entry.number());
        if (entry.facts().isPresent()) {
            entries.fields(entry.facts().get().inode(), entry.facts().get().target());
        } else {
            json.field("unreadable", true);
        }
        json.end();
    }
}
