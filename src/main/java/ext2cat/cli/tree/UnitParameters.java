// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;

/** The options of every command that tells how much space something takes. */
final class UnitParameters {

    private final Parameter<Boolean> human;
    private final Parameter<Boolean> kibibytes;
    private final Parameter<Boolean> mebibytes;
    private final Parameter<SizeUnit> unit;

    /** Lets a command have them. */
    UnitParameters(Syntax syntax) {
        human = syntax.flag("-h, --human-readable", "Print sizes like 1.1K and 23M.");
        kibibytes = syntax.flag("-k", "Print sizes in KiB. Default.");
        mebibytes = syntax.flag("-m", "Print sizes in MiB.");
        unit =
                syntax.option(
                        "-B, --block-size=SIZE",
                        SizeUnit.KIND,
                        "Print sizes in units of SIZE, e.g. M or 4K.");
    }

    /** Whether figures are to be rounded for people. */
    boolean human() {
        return human.isGiven();
    }

    /** The unit that is asked for; the other one if none is. */
    SizeUnit unitOr(SizeUnit other) {
        if (human()) {
            return SizeUnit.HUMAN;
        }
        if (unit.isGiven()) {
            return unit.get();
        }
        if (mebibytes.isGiven()) {
            return SizeUnit.MEBIBYTES;
        }
        return kibibytes.isGiven() ? SizeUnit.KIBIBYTES : other;
    }
}
