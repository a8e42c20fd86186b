// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * A user of the image, whose name is its number: the host's names are those of other users.
 *
 * @param number the uid, 32 bits
 */
record NumericUser(long number) implements UserPrincipal {

    /** A group of the image. */
    record Group(long number) implements GroupPrincipal {

        @Override
        public String getName() {
            return Long.toString(number);
        }

        @Override
        public String toString() {
            return getName();
        }
    }

    /** Finds users and groups by their numbers. */
    static final class Lookup extends UserPrincipalLookupService {

        @Override
        public UserPrincipal lookupPrincipalByName(String name)
                throws UserPrincipalNotFoundException {
            return new NumericUser(number(name));
        }

        @Override
        public GroupPrincipal lookupPrincipalByGroupName(String group)
                throws UserPrincipalNotFoundException {
            return new Group(number(group));
        }

        private static long number(String name) throws UserPrincipalNotFoundException {
            try {
                return Integer.toUnsignedLong(Integer.parseUnsignedInt(name));
            } catch (NumberFormatException e) {
                throw new UserPrincipalNotFoundException(name);
            }
        }
    }

    @Override
    public String getName() {
        return Long.toString(number);
    }

    @Override
    public String toString() {
        return getName();
    }
}
