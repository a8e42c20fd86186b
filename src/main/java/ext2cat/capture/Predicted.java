// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.Request;

/**
 * One read that a plan predicts.
 *
 * @param request the read, from the start of the file system
 * @param what what it is, in the words of the read-order table, as {@code 0-11 data}
 */
public record Predicted(Request request, String what) {}
