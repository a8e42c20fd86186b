// SPDX-License-Identifier: Apache-2.0

/**
 * User memory: mappings, page tables, page faults, and get_user_pages, as Linux 6.1 or 3.10 has
 * them.
 *
 * <p>A user of the package makes a {@link ext2cat.mm.Machine} of a {@link ext2cat.mm.KernelModel},
 * a {@link ext2cat.mm.MemoryMap} on it, maps something there, and pins pages with {@link
 * ext2cat.mm.UserPages}; a Java caller who only wants the memory calls {@link
 * ext2cat.mm.UserPages#pin} and closes what it returns.
 *
 * <h2>From an address to a page</h2>
 *
 * <p>A walk goes area by area and page by page. It follows the page-table entry; where that is
 * missing, or does not allow the access, it calls the fault handler and follows again. So there is
 * one rule for what a page is at an address, and it is the one by which a user's own access ({@code
 * UserAccess}) finds it: the manual page's "the page that would be accessed if a user thread
 * accesses the given address at that instant".
 *
 * <pre>
 *   entry       access                 area                 what the fault does
 *   none        read                   private anonymous    maps the shared zero page
 *   none        write                  private anonymous    a new zeroed page
 *   none        read                   with a backing       the backing's page, and ready neighbours
 *   none        write                  private, backing     a copy of the backing's page
 *   none        write                  shared               the backing's page, told of the write
 *   zero page   write                  private              a new zeroed page
 *   read-only   write, page is a copy  private              uses it again if nobody else has it
 *   read-only   write, backing's page  private              a copy
 *   read-only   write, backing's page  shared               tells the backing, makes it writable
 *   swapped     any                    private              reads it in, with its neighbours
 * </pre>
 *
 * <h2>Where a pin begins and ends</h2>
 *
 * <p>A pin of a page that nothing has read yet begins in {@link ext2cat.mm.UserPages#walk}. {@code
 * PageWalk} finds the area and an empty entry, and hands a {@code Fault} to {@code FaultHandler};
 * {@code FileFault} asks the area's {@code FileBacking}, which has {@link ext2cat.mm.ImageFile}
 * read: {@code OpenFile.fault} of mpage chooses the window, {@code MpageReader} asks {@code
 * GetBlock} and submits the bios, and their bytes land in the pages of {@code ImagePages}. The
 * fault puts the page into the entry. {@code PageWalk} follows the entry again, takes the
 * reference, and adds the page to the caller's list. The pin ends with {@link
 * ext2cat.bio.Page#put}.
 *
 * <p>Two classes speak of cached pages. {@code mpage.PageCache} knows which pages are cached, in
 * bits, since a reader that predicts or streams has no memory for them. {@link
 * ext2cat.mm.ImageFile} adds memory for those pages that a mapping can show, and asks the first
 * which of them are up to date.
 *
 * <h2>How long things live</h2>
 *
 * <p>A page lives for as long as it has a reference. References are held by: each entry that maps
 * it (one each, and the entry is counted in the map count as well), the backing that it is cached
 * in (one), the swap cache (one), and each pin (one). Unmapping, truncating, evicting or swapping
 * out drops one of the first three and never one of the last, so a pinned page keeps its bytes, and
 * a later fault may install another page: the manual's promise, and its warning.
 *
 * <p>For example, a page of a file that is mapped once and pinned twice has four references.
 * Truncating the file takes two, the entry's and the cache's; each pin's put takes one of the
 * others, and the second frees the page.
 *
 * <h2>Locks</h2>
 *
 * <p>The mmap lock is held for reading by walks and faults and for writing by whatever changes
 * areas. Below it comes a backing's own lock, and below that the page table, which every look at an
 * entry and every change of one is synchronized on. An entry is an immutable value, so a fault that
 * let go of the table knows by identity whether the entry is still the one it decided about; if
 * not, it does nothing and the walk follows again. A fault may drop the mmap lock, if its caller
 * allowed that: then areas mean nothing any more, and the walk ends there.
 *
 * <h2>What differs between kernels</h2>
 *
 * <p>Each difference is one policy in {@link ext2cat.mm.KernelModel}, an enum with one constant for
 * each behaviour. Nothing else asks which kernel it is. Flags that do not exist in a kernel are
 * refused by name, and so is FOLL_PIN. FOLL_MLOCK, SPLIT, NUMA, HWPOISON, MIGRATION and LONGTERM
 * are accepted and without effect: there are no guard pages, huge pages, memory nodes, poisoned or
 * migrating pages here.
 *
 * <h2>Limits</h2>
 *
 * <p>Pages are 4096 bytes. Writes to a cached file and its slow disk are not part of the product,
 * which only reads images: a backing is an interface ({@code Backing}, {@code FilePages}), and such
 * a file lives beside the tests. So do the calls that only whole processes make (fork, mremap,
 * mprotect, mlock, madvise), shared memory and swap space: recorded scenarios need them to bring
 * memory into the state in which a pin is asked for. Faults and unmapping see swap space as an
 * interface ({@code Swap}).
 */
@NullMarked
package ext2cat.mm;

import org.jspecify.annotations.NullMarked;
