// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.EndReason;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns pages of a file into the fewest, largest reads, in the right order (mpage_readpages, since
 * Linux 5.8 mpage_readahead).
 *
 * <p>It knows no file system: only the {@link GetBlock} of one file. Holes are not read; whoever
 * takes the bytes has zeros there already, or writes them.
 */
public final class MpageReader {

    final ReadModel model;
    final FileShape shape;
    final GetBlock mapping;
    final BioSubmitter submitter;
    final BioDestination destination;
    final ReadEvents events;
    final ReadErrors errors;
    final FullPageReader fullPageReader;

    /**
     * A reader of one file.
     *
     * @param model whose way of reading
     * @param shape the file's size and units
     * @param getBlock the file's map
     * @param submitter takes the data bios, at once and in order
     * @param destination where their bytes go
     * @param events receives windows and confused pages
     */
    public MpageReader(
            ReadModel model,
            FileShape shape,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination,
            ReadEvents events) {
        this(model, shape, getBlock, submitter, destination, events, ReadErrors.THROWN);
    }

    MpageReader(
            ReadModel model,
            FileShape shape,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination,
            ReadEvents events,
            ReadErrors errors) {
        this.model = Objects.requireNonNull(model);
        this.shape = Objects.requireNonNull(shape);
        this.mapping =
                switch (model.map()) {
                    case EACH_CALL -> Objects.requireNonNull(getBlock);
                    case EXTENT_STATUS -> ExtentStatusTree.over(getBlock);
                };
        this.submitter = Objects.requireNonNull(submitter);
        this.destination = Objects.requireNonNull(destination);
        this.events = Objects.requireNonNull(events);
        this.errors = errors;
        this.fullPageReader =
                new FullPageReader(shape, model.buffers(), mapping, submitter, destination, errors);
    }

    /**
     * Reads the pages of a window, lowest first. The mapping found for one page is carried to the
     * next; nothing is carried from one call to another.
     *
     * @param window the pages to read, and which of them gets the readahead mark
     * @return whether they were read: of a file that is inline a window is left alone
     *     (ext4_readahead), and only single pages are filled
     * @throws IOException if a block cannot be mapped or read; all that lies before it was
     *     submitted
     */
    public boolean readPages(Window window) throws IOException {
        events.readPages(window);
        if (mapping.inlineContents().isPresent()) {
            return false;
        }
        read(window, model.windowOp());
        return true;
    }

    /**
     * Reads one page that somebody waits for (mpage_read_folio).
     *
     * @param page the page's number in the file, from 0
     * @throws IOException if a block cannot be mapped or read
     */
    public void readFolio(long page) throws IOException {
        readFolio(new FolioRun(page, 0, 1));
    }

    void readFolio(FolioRun folio) throws IOException {
        events.readFolio(folio.firstPage());
        Optional<Contents> inline = mapping.inlineContents();
        if (inline.isPresent()) {
            inline.get()
                    .read(
                            folio.firstPage() << shape.pageBits(),
                            folio.endPage() << shape.pageBits(),
                            destination);
            return;
        }
        read(new Window(List.of(folio)), Bio.Op.READ);
    }

    private void read(Window window, Bio.Op op) throws IOException {
        MpagePass pass = new MpagePass(this, window, op);
        pass.readPages();
        pass.submit(EndReason.WINDOW_END);
    }
}
