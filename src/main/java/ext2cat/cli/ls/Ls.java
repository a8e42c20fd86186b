// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.Ext2Exception;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lists files and directories of an image. */
final class Ls {

    /** Takes what is listed. */
    interface Output {

        /** Files that were named by themselves. */
        void files(List<LsEntry> entries) throws IOException;

        /**
         * A directory, which {@code listing} goes through.
         *
         * @param headed whether there are others, so that each needs its name above it
         */
        void directory(String label, boolean headed, LsDirectory listing) throws IOException;
    }

    private final Session session;
    private final LsStyle style;
    private final Volume volume;
    private final LsFacts facts;

    Ls(Session session, LsStyle style, Volume volume, LsFacts facts) {
        this.session = session;
        this.style = style;
        this.volume = volume;
        this.facts = facts;
    }

    /** Lists what the words of the command line name: first files, then directories. */
    void list(List<String> words, Output output) throws IOException {
        List<LsEntry> files = new ArrayList<>();
        List<Located> directories = new ArrayList<>();
        for (String word : words) {
            try {
                for (Located named :
                        new FileArguments(volume, false, session::reportPart).locate(word)) {
                    Located one = followed(named);
                    if (one.inode().isDirectory() && !style.directoryItself()) {
                        directories.add(one);
                    } else {
                        files.add(facts.of(FileArguments.label(named), named));
                    }
                }
            } catch (IOException e) {
                session.reportPart(e, Shown.word(word));
            }
        }
        if (!files.isEmpty()) {
            facts.sort(files);
            output.files(files);
        }
        boolean headed =
                style.recursive() || words.size() > 1 || files.size() + directories.size() > 1;
        for (Located directory : directories) {
            list(directory, headed, output);
        }
    }

    /** Lists a directory, and if that is wanted those in it, each before the next one. */
    private void list(Located top, boolean headed, Output output) throws IOException {
        Entered entered = new Entered();
        Deque<Located> pending = new ArrayDeque<>();
        pending.push(top);
        while (!pending.isEmpty()) {
            Located directory = pending.pop();
            try {
                entered.enter(directory.inode(), directory.path().depth() - top.path().depth());
            } catch (Ext2Exception e) {
                session.reportPart(e, directory.path().toString());
                continue;
            }
            List<Located> inside = new ArrayList<>();
            output.directory(
                    FileArguments.label(directory),
                    headed,
                    new LsDirectory(session, style, facts, directory, inside::add));
            for (Located one : inside.reversed()) {
                pending.push(one);
            }
        }
    }

    /** A symlink on the command line stands for a directory, unless a style is about itself. */
    private Located followed(Located named) {
        boolean itself =
                style.directoryItself()
                        || style.sign() == LsStyle.Sign.CLASSIFY
                        || style.layout() == LsStyle.Layout.LONG;
        if (itself || named.inode().type() != FileType.SYMLINK) {
            return named;
        }
        try {
            Inode target = ImagePath.exact(named.path().toBytes()).lookup(volume);
            return target.isDirectory() ? new Located(named.path(), target) : named;
        } catch (IOException _) {
            return named; // it leads nowhere, but is there
        }
    }
}
