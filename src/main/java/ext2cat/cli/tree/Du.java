// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.record.LinuxStat;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Adds up what files take, each inode once however many names it has, as GNU du does. Memory grows
 * with the depth of the tree, and by a bit for each inode that can be met again.
 */
final class Du implements TreeWalk.Visitor {

    /** Takes what was added up. */
    interface Output {
        void size(TreePath path, Inode inode, long sum) throws IOException;

        void total(long sum) throws IOException;
    }

    private static final int SECTOR_BYTES = 512;

    private final Session session;
    private final Volume volume;
    private final DuOptions options;
    private final Output output;
    private final NumberSet counted = new NumberSet();

    /** What the directories on the way have in them so far, the deepest first. */
    private final Deque<Long> sums = new ArrayDeque<>();

    private final TreeWalk walk;
    private boolean severalStarts;
    private int startDepth;
    private long total;

    Du(Session session, Volume volume, DuOptions options, Output output) {
        this.session = session;
        this.volume = volume;
        this.options = options;
        this.output = output;
        this.walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, this);
    }

    /** Adds up what the words of the command line name. */
    void run(List<String> words) throws IOException {
        List<Located> starts = new ArrayList<>();
        for (String word : words) {
            try {
                starts.addAll(new FileArguments(volume, false, session::reportPart).locate(word));
            } catch (IOException e) {
                session.reportPart(e, Shown.word(word));
            }
        }
        severalStarts = starts.size() > 1;
        for (Located start : starts) {
            run(start);
        }
        if (options.total()) {
            output.total(total);
        }
    }

    private void run(Located start) throws IOException {
        startDepth = start.path().depth();
        sums.push(0L);
        walk.walk(start.path(), start.inode());
        sums.pop();
    }

    @Override
    public boolean visit(TreePath path, Inode inode) throws IOException {
        if (isExcluded(path)) {
            return false;
        }
        Optional<IOException> again =
                inode.isDirectory() ? walk.damageOfName(inode) : Optional.empty();
        if (again.isPresent()) {
            damage(path, again.get());
            return false;
        }
        if (isCounted(inode)) {
            return false;
        }
        long amount = amount(inode);
        total += amount;
        if (inode.isDirectory()) {
            sums.push(amount);
            return true;
        }
        add(amount);
        int depth = path.depth() - startDepth;
        if (depth == 0 || options.all() && depth <= options.maxDepth()) {
            show(path, inode, amount);
        }
        return false;
    }

    /**
     * Whether the file was counted before. As du(1) does, a start that lies in another, or is given
     * twice, is left out without a word, unless each name is to count.
     */
    private boolean isCounted(Inode inode) {
        boolean mayBeMetAgain = severalStarts || !inode.isDirectory() && inode.disk().links() > 1;
        return !options.eachName() && mayBeMetAgain && !counted.add(inode.number());
    }

    @Override
    public void leave(TreePath path, Inode directory) throws IOException {
        long sum = sums.pop();
        if (!options.separate()) {
            add(sum);
        }
        if (path.depth() - startDepth <= options.maxDepth()) {
            show(path, directory, sum);
        }
    }

    private void show(TreePath path, Inode inode, long sum) throws IOException {
        if (options.shows(sum)) {
            output.size(path, inode, sum);
        }
    }

    private long amount(Inode inode) {
        return switch (options.what()) {
            case ALLOCATED -> new LinuxStat(inode.disk()).sectors() * SECTOR_BYTES;
            case APPARENT -> new LinuxStat(inode.disk()).sizeBytes();
            case INODES -> 1;
        };
    }

    private boolean isExcluded(TreePath path) {
        return options.excluded().stream()
                .anyMatch(glob -> glob.matches(path.name()) || glob.matches(path.toBytes()));
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        session.reportPart(thrown, path.toString());
    }

    private void add(long amount) {
        sums.push(sums.pop() + amount);
    }
}
