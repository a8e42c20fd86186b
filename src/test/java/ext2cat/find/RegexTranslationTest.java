// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.find.PathPattern.Syntax;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

final class RegexTranslationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "EMACS a+b? aab abb a+b?",
                "EMACS a\\(x\\|y\\)b ayb a(x|y)b",
                "EMACS (a|b) (a|b) a",
                "EMACS a{2} a{2} aa",
                "EMACS *a *a a",
                "EMACS a\\+ a+ aa",
                "EMACS [[:digit:]x-z]* 12y a",
                "EMACS []a] ] b",
                "EMACS [^a]b cb ab",
                "EMACS [a\\]b \\b ]b",
                "EMACS [a&&b] & c",
                "EMACS a.c abc ac",
                "EMACS a\\.c a.c abc",
                "EMACS \\(a\\)\\1 aa ab",
                "BASIC a\\+b aab a+b",
                "BASIC a+b a+b aab",
                "BASIC a\\{2\\} aa a",
                "BASIC a\\|b b a|b",
                "EXTENDED a{2,3} aaa aaaa",
                "EXTENDED a{,2} aa aaa",
                "EXTENDED (a|b)+ abba \\(a|b\\)",
                "EXTENDED a\\(b a(b ab",
                "EXTENDED ^ab$ ab abc",
                "EXTENDED \\<ab\\> ab xab"
            })
    void anExpressionMatchesWhatItDoesInGnuFind(
            Syntax syntax, String expression, String match, String other) {
        Pattern java = Pattern.compile(new RegexTranslation(expression, syntax).translate());
        assertThat(java.matcher(match).matches()).as(java + " of " + match).isTrue();
        assertThat(java.matcher(other).matches()).as(java + " of " + other).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b", "[[:nonsense:]]", "a{2"})
    void whatIsNotClosedOrKnownIsRefused(String expression) {
        assertThatThrownBy(() -> new RegexTranslation(expression, Syntax.EXTENDED).translate())
                .isInstanceOf(PatternSyntaxException.class);
    }
}
