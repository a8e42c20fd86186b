// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.mm.FollowFlag;
import ext2cat.mm.FollowFlags;
import ext2cat.mm.KernelModel;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What get_user_pages does over a mapping of a file of which nothing is cached: which pages it
 * pins, and what is read for each. A pin is a value: what is pinned is changed by asking for
 * another one.
 *
 * <pre>{@code
 * PinResult result = Pin.of(inode).pages(0, 4).write().model(KernelModel.LINUX_3_10).run();
 * result.pages().forEach(page -> System.out.println(page.index() + " " + page.flags()));
 * result.stop().ifPresent(stop -> System.out.println(stop.reason()));
 * }</pre>
 *
 * <p>The pages are let go again before {@link #run} returns, so there is nothing to close.
 */
public final class Pin {

    /** How many pages are pinned at most where no number was asked for: 1 MiB. */
    public static final long DEFAULT_PAGES = 256;

    /** How many pages can be asked for, all of which are memory of this process: 256 MiB. */
    public static final long MAX_PAGES = 1 << 16;

    /** The largest page that a pin may begin at; no ext2 file has so many. */
    public static final long MAX_START = 1L << 33;

    private final Inode file;
    private long firstPage;
    private OptionalLong count = OptionalLong.empty();
    private boolean write;
    private boolean nonblocking;
    private boolean shared;
    private KernelModel model = KernelModel.LINUX_6_1;
    private ReadModel driver = ReadModel.EXT2;
    private QueueLimits limits = QueueLimits.DEFAULT;

    private Pin(Inode file) {
        this.file = Objects.requireNonNull(file);
    }

    private Pin(Pin other) {
        file = other.file;
        firstPage = other.firstPage;
        count = other.count;
        write = other.write;
        nonblocking = other.nonblocking;
        shared = other.shared;
        model = other.model;
        driver = other.driver;
        limits = other.limits;
    }

    /**
     * {@return a pin of the pages of a regular file, mapped private, to be read, by Linux 6.1 and
     * the ext2 driver, from the first page on}
     *
     * @param file a regular file
     */
    public static Pin of(Inode file) {
        return new Pin(file);
    }

    /**
     * {@return a pin like this one, which begins at a page of the file and takes those that follow,
     * at most 256}
     *
     * @param page the first page, from 0
     */
    public Pin from(long page) {
        Pin pin = new Pin(this);
        pin.firstPage = within("page", page, MAX_START);
        pin.count = OptionalLong.empty();
        return pin;
    }

    /**
     * {@return a pin like this one, for some pages of the file} More than the file has shows what
     * happens beyond its end.
     *
     * @param first the first of them, counted from 0; a page has 4096 bytes
     * @param number how many
     * @throws IllegalArgumentException if either is negative or beyond all files
     */
    public Pin pages(long first, long number) {
        Pin pin = from(first);
        pin.count = OptionalLong.of(within("number of pages", number, MAX_PAGES));
        return pin;
    }

    /** {@return a pin like this one, for pages that will be written to (FOLL_WRITE)} */
    public Pin write() {
        Pin pin = new Pin(this);
        pin.write = true;
        return pin;
    }

    /**
     * {@return a pin like this one, which lets get_user_pages drop the lock and return, instead of
     * waiting under it}
     */
    public Pin nonblocking() {
        Pin pin = new Pin(this);
        pin.nonblocking = true;
        return pin;
    }

    /**
     * {@return a pin like this one, over a shared mapping, which can only be read since the image
     * is}
     */
    public Pin shared() {
        Pin pin = new Pin(this);
        pin.shared = true;
        return pin;
    }

    /**
     * {@return a pin like this one, by the get_user_pages of another kernel}
     *
     * @param kernel the kernel whose get_user_pages pins
     */
    public Pin model(KernelModel kernel) {
        Pin pin = new Pin(this);
        pin.model = Objects.requireNonNull(kernel);
        return pin;
    }

    /**
     * {@return a pin like this one, whose faults read the file as another driver does}
     *
     * @param reads the way in which faults become reads
     */
    public Pin driver(ReadModel reads) {
        Pin pin = new Pin(this);
        pin.driver = Objects.requireNonNull(reads);
        return pin;
    }

    /**
     * {@return a pin like this one, on a device of other limits}
     *
     * @param device the limits of one request
     */
    public Pin limits(QueueLimits device) {
        Pin pin = new Pin(this);
        pin.limits = Objects.requireNonNull(device);
        return pin;
    }

    /**
     * Pins the pages, looks at them, and lets them go. A page that cannot be pinned is no
     * exception; it is where the result {@linkplain PinResult#stop stops}.
     *
     * @return what was pinned, what was read, and where it stopped
     * @throws IOException if the file has no map of blocks
     */
    public PinResult run() throws IOException {
        return new PinRun(this).run();
    }

    /** {@return the file} */
    public Inode file() {
        return file;
    }

    /** {@return the kernel whose get_user_pages pins} */
    public KernelModel model() {
        return model;
    }

    /** {@return the way in which faults become reads} */
    public ReadModel driver() {
        return driver;
    }

    /** {@return whether the file is mapped shared, and so read-only} */
    public boolean isShared() {
        return shared;
    }

    boolean isWrite() {
        return write;
    }

    boolean isNonblocking() {
        return nonblocking;
    }

    QueueLimits limits() {
        return limits;
    }

    long firstPage() {
        return firstPage;
    }

    /** How many pages of a file are pinned. */
    long pagesOf(long sizePages) {
        return count.orElse(Math.clamp(sizePages - firstPage, 0, DEFAULT_PAGES));
    }

    /** How the pages are followed. */
    FollowFlags flags() {
        FollowFlags flags = FollowFlags.of(FollowFlag.TOUCH, FollowFlag.GET);
        return write ? flags.with(FollowFlag.WRITE) : flags;
    }

    private static long within(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(
                    "%s %d is not between 0 and %d".formatted(what, value, most));
        }
        return value;
    }
}
