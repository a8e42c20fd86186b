// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A {@link TreeWalk} whose caller asks for one file after another. Damage is thrown when it is its
 * turn; whoever asks again gets what follows.
 */
final class TreeStream extends Spliterators.AbstractSpliterator<TreeEntry>
        implements TreeWalk.EntryVisitor {

    private final TreeWalk walk;
    private final int deepest;

    /** What was visited and is not yet asked for: at most one. */
    private final Deque<TreeEntry> visited = new ArrayDeque<>(1);

    private final Deque<UncheckedIOException> failures = new ArrayDeque<>(0);

    private TreeStream(Volume volume, int deepest) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, this);
        this.deepest = deepest;
    }

    /**
     * The files of a tree.
     *
     * @param depth how many levels below the top are visited
     */
    static Stream<TreeEntry> of(Volume volume, Located top, int depth) throws IOException {
        if (depth < 0) {
            throw new IllegalArgumentException("depth " + depth + " is negative");
        }
        // Compared before it is added: whoever wants all gives the largest number.
        int topDepth = top.path().depth();
        int deepest = depth > Integer.MAX_VALUE - topDepth ? Integer.MAX_VALUE : topDepth + depth;
        TreeStream files = new TreeStream(volume, deepest);
        files.walk.begin(top.path(), top.inode());
        return StreamSupport.stream(files, false).onClose(files::end);
    }

    private void end() {
        visited.clear();
        failures.clear();
        walk.end();
    }

    @Override
    public boolean tryAdvance(Consumer<? super TreeEntry> action) {
        try {
            while (visited.isEmpty() && failures.isEmpty() && walk.walkOn()) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!visited.isEmpty()) {
            action.accept(visited.remove());
            return true;
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return false;
    }

    @Override
    public boolean visit(TreeEntry entry) {
        visited.add(entry);
        return entry.depth() < deepest;
    }

    @Override
    public void damage(TreePath path, IOException thrown) {
        failures.add(new UncheckedIOException(path + ": " + thrown.getMessage(), thrown));
    }
}
