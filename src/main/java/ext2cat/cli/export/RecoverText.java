// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.inspect.BlockUsers;
import ext2cat.inspect.FormerFile;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports on recovered files to people. */
final class RecoverText implements Recover.Report {

    private final Writer out;
    private final Times times;
    private final long[] counts = new long[RecoveredFile.Result.values().length];

    RecoverText(Writer out, Times times) {
        this.out = out;
        this.times = times;
    }

    @Override
    public void file(RecoveredFile recovered) throws IOException {
        FormerFile file = recovered.file();
        counts[recovered.result().ordinal()]++;
        out.write(
                "%s: %s, inode %d, %s%s\n"
                        .formatted(
                                recovered.place(),
                                recovered.result().label(),
                                file.inode().number(),
                                Shown.count(file.inode().sizeBytes(), "byte"),
                                file.deleted()
                                        .map(it -> ", deleted " + times.full(it))
                                        .orElse("")));
        if (recovered.sha256().isPresent()) {
            out.write("    sha256 " + recovered.sha256().get() + "\n");
        }
        if (file.paths().size() > 1) {
            out.write("    or " + names(file) + "\n");
        }
        if (file.takenBlocks() > 0) {
            out.write(
                    "    %d of %s in use by %s\n"
                            .formatted(
                                    file.takenBlocks(),
                                    Shown.count(file.blocks(), "block"),
                                    users(recovered)));
        }
        if (file.damages() > 0) {
            out.write("    its map is damaged\n");
        }
    }

    private static String names(FormerFile file) {
        return file.paths().stream()
                .skip(1)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }

    private static String users(RecoveredFile recovered) {
        String users =
                recovered.users().entrySet().stream()
                        .map(it -> user(it.getKey()) + times(it))
                        .collect(Collectors.joining(", "));
        return users.isEmpty() ? "others" : users;
    }

    private static String times(Map.Entry<BlockUsers.User, Long> use) {
        return use.getValue() == 1 ? "" : " (%d)".formatted(use.getValue());
    }

    private static String user(BlockUsers.User user) {
        return user.path()
                .map(Object::toString)
                .or(() -> user.metadata().map(it -> "the " + it.label()))
                .orElseGet(() -> "inode " + user.inode().orElse(0));
    }

    @Override
    public void end(long empty) throws IOException {
        out.write(
                "%s recovered: %d whole, %d partly overwritten. %d overwritten, %d left out, %d failed.\n"
                        .formatted(
                                Shown.count(
                                        count(RecoveredFile.Result.WHOLE)
                                                + count(RecoveredFile.Result.PARTLY),
                                        "file"),
                                count(RecoveredFile.Result.WHOLE),
                                count(RecoveredFile.Result.PARTLY),
                                count(RecoveredFile.Result.LOST),
                                count(RecoveredFile.Result.LEFT_OUT),
                                count(RecoveredFile.Result.FAILED)));
        if (empty > 0) {
            out.write(Shown.count(empty, "more deleted inode") + " of which nothing is left.\n");
        }
        out.flush();
    }

    private long count(RecoveredFile.Result result) {
        return counts[result.ordinal()];
    }
}
