// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount;

import ext2cat.mount.serve.Ownership;

import java.util.Optional;

/**
 * How an image is mounted.
 *
 * @param name what lists of mounts call it, if not by the image
 * @param allowOther whether others than the user who mounts may look at it
 * @param noExec whether programs in it cannot be run
 * @param ownership whose the files are
 */
public record MountOptions(
        Optional<String> name, boolean allowOther, boolean noExec, Ownership ownership) {}
