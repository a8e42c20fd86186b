// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.TextOut;

import java.io.IOException;
import java.util.List;

/** The output of {@code ls} for people: headings above directories where it needs them. */
final class LsText implements Ls.Output {

    private final TextOut out;
    private final LsLayout layout;
    private boolean begun;

    LsText(TextOut out, LsLayout layout) {
        this.out = out;
        this.layout = layout;
    }

    @Override
    public void files(List<LsEntry> entries) throws IOException {
        layout.write(out, entries, false);
        begun = true;
    }

    @Override
    public void directory(String label, boolean headed, LsDirectory listing) throws IOException {
        if (begun) {
            out.put('\n');
        }
        if (headed) {
            out.put(label).put(":\n");
        }
        begun = true;
        listing.read(entries -> layout.write(out, entries, true));
    }
}
