// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.util.List;

/** What is asked of a file; parts are looked at from the left, only as far as they matter. */
sealed interface Expression {

    /** Takes the actions. */
    @FunctionalInterface
    interface Actor {
        void act(Action action, TreeEntry entry) throws IOException;
    }

    /** A question about one file. */
    @FunctionalInterface
    interface Test {
        boolean holds(TreeEntry entry) throws IOException;
    }

    /** Whether the file is one of those meant; does the actions on the way. */
    boolean holds(TreeEntry entry, Actor actor) throws IOException;

    /** Whether it has an action of its own, so that what it chooses is not just printed. */
    default boolean acts() {
        return false;
    }

    /** Several of them, of which each may act. */
    sealed interface Several extends Expression {

        List<Expression> parts();

        @Override
        default boolean acts() {
            return parts().stream().anyMatch(Expression::acts);
        }
    }

    /** All of them, which may be very many: so they stand side by side, not inside each other. */
    record And(List<Expression> parts) implements Several {

        /** Keeps a list of its own. */
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            for (Expression part : parts) {
                if (!part.holds(entry, actor)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One of them. */
    record Or(List<Expression> parts) implements Several {

        /** Keeps a list of its own. */
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            for (Expression part : parts) {
                if (part.holds(entry, actor)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One after another, whatever comes of each; the last one tells. */
    record Comma(List<Expression> parts) implements Several {

        /** Keeps a list of its own. */
        public Comma {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            boolean holds = false;
            for (Expression part : parts) {
                holds = part.holds(entry, actor);
            }
            return holds;
        }
    }

    /** Not so. */
    record Not(Expression inner) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            return !inner.holds(entry, actor);
        }

        @Override
        public boolean acts() {
            return inner.acts();
        }
    }

    /** A test. */
    record Asks(Test test) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            return test.holds(entry);
        }
    }

    /** An action, which always holds. */
    record Does(Action action) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            actor.act(action, entry);
            return true;
        }

        @Override
        public boolean acts() {
            return action != Action.Plain.PRUNE;
        }
    }
}
