// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.TreeEntry;

import java.io.IOException;

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
    boolean acts();

    /** Both. */
    record And(Expression left, Expression right) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            return left.holds(entry, actor) && right.holds(entry, actor);
        }

        @Override
        public boolean acts() {
            return left.acts() || right.acts();
        }
    }

    /** One or the other. */
    record Or(Expression left, Expression right) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            return left.holds(entry, actor) || right.holds(entry, actor);
        }

        @Override
        public boolean acts() {
            return left.acts() || right.acts();
        }
    }

    /** First the one, whatever comes of it, then the other, which tells. */
    record Comma(Expression left, Expression right) implements Expression {

        @Override
        public boolean holds(TreeEntry entry, Actor actor) throws IOException {
            left.holds(entry, actor);
            return right.holds(entry, actor);
        }

        @Override
        public boolean acts() {
            return left.acts() || right.acts();
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

        @Override
        public boolean acts() {
            return false;
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
