package shootdown.results.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void numbersReadAlikeEverywhere() {
    assertEquals("1,234,567", Words.count(1_234_567));
    assertEquals("2.20 M/s", Words.rate(2_200_000));
    assertEquals("1.5 k/s", Words.rate(1_500));
    assertEquals("12 /s", Words.rate(12));
    assertEquals("1,234", Words.number(1234.4));
    assertEquals("12.3", Words.number(12.345));
    assertEquals("0.0123", Words.number(0.012345));
    assertEquals("1.23e-07", Words.number(1.2345e-7));
  }

  @Test
  void sharesAreNeverRoundedToWhatTheyAreNot() {
    assertEquals("50.00 %", Words.share(1, 2));
    assertEquals("0.00 %", Words.share(0, 2));
    assertEquals("1 in 1,000,000,000", Words.share(1, 1_000_000_000));
    assertEquals("> 99.99 %", Words.share(999_999_999, 1_000_000_000));
    assertEquals("100.00 %", Words.share(2, 2));
    assertEquals("–", Words.share(0, 0));
  }

  @Test
  void aZeroIsWorthThreeOverN() {
    assertEquals("< 3.0e-06", Words.bound(1_000_000));
    assertEquals("–", Words.bound(0));
  }
}
