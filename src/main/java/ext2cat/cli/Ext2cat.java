// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** The {@code ext2cat} program. */
public final class Ext2cat {

    private Ext2cat() {}

    /**
     * Prints the program's name.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        System.out.println("ext2cat");
    }
}
