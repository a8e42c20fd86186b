// SPDX-License-Identifier: Apache-2.0

/**
 * Images that a server gives by the protocol of Network Block Devices: whatever qemu-nbd or nbdkit
 * opens, on this machine or another.
 *
 * <p>A client and a server agree first ({@link ext2cat.image.nbd.NbdHandshake}: "fixed newstyle"):
 * on the export, by its name; on its size; on the sizes that a request may have; and on structured
 * replies, in which zeros are not sent. Then the client sends requests, here up to 16 before the
 * first reply is read, and the replies come in any order, each with the cookie of its request. All
 * numbers are big-endian.
 *
 * <p>Nothing that a server says is trusted. What it sends must be what was asked for, to the byte;
 * memory is never sized by it beyond what a request may have; a server that says nothing for 30
 * seconds is given up. After any such fault the connection is closed, since nobody knows where the
 * next reply begins. What a server refuses to read, by an error in a reply, is a fault of that
 * place only.
 *
 * <p>These classes are loaded when an address is opened, and not before.
 */
@NullMarked
package ext2cat.image.nbd;

import org.jspecify.annotations.NullMarked;
