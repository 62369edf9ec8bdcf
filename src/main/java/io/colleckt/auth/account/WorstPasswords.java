package io.colleckt.auth.account;

import java.util.Set;

/**
 * Passwords of 12 and more characters that stand at the top of every list of leaked ones. Shorter
 * ones are refused for their length.
 */
final class WorstPasswords {
  /** Of which a repetition is no better than the word itself. */
  private static final Set<String> WORDS =
      Set.of(
          "abc",
          "abc123",
          "abcd",
          "abcdef",
          "admin",
          "admin123",
          "asdf",
          "asdfgh",
          "colleckt",
          "dragon",
          "iloveyou",
          "letmein",
          "letmein1",
          "login",
          "monkey",
          "passw0rd",
          "password",
          "qwer",
          "qwerty",
          "qwerty123",
          "secret",
          "test",
          "test123",
          "welcome",
          "welcome1");

  private static final Set<String> WHOLE =
      Set.of(
          "123456789123",
          "1234567890123",
          "12345678901234",
          "123456789012345",
          "1234567891011",
          "0987654321098",
          "1q2w3e4r5t6y",
          "1qaz2wsx3edc",
          "1qaz2wsx3edc4rfv",
          "abcdefghijkl",
          "abcdefghijklm",
          "abcdefghijklmnopqrstuvwxyz",
          "adminadmin123",
          "administrator",
          "administrator1",
          "asdfghjkl123",
          "asdfghjklqwertyuiop",
          "changemenow1",
          "changemeplease",
          "changeme1234",
          "chocolate123",
          "correcthorsebatterystaple",
          "football1234",
          "iloveyou1234",
          "iloveyouforever",
          "letmein12345",
          "liverpool123",
          "manchester123",
          "mypassword123",
          "onetwothree4",
          "p@ssw0rd1234",
          "p@ssw0rd12345",
          "password1234",
          "password12345",
          "password123456",
          "password123!",
          "password1234!",
          "password@123",
          "password2024",
          "password2025",
          "password2026",
          "passwordpassword1",
          "princess1234",
          "q1w2e3r4t5y6",
          "qazwsxedcrfv",
          "qwerty123456",
          "qwerty1234567",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiop[]",
          "qwertyuiopasdf",
          "qwertyuiopasdfghjkl",
          "qwertyuiopasdfghjklzxcvbnm",
          "spongebob123",
          "sunshine1234",
          "superman1234",
          "thisisapassword",
          "trustno1trustno1",
          "unbelievable",
          "welcome12345",
          "welcome123456",
          "zaq12wsxcde3",
          "zxcvbnm12345",
          "zxcvbnmasdfghjkl");

  private WorstPasswords() {}

  /** Whether this lower-case password is one of them, or one word or digit run over and over. */
  static boolean contain(String lower) {
    return WHOLE.contains(lower) || repeats(lower) || "01234567890123456789".contains(lower);
  }

  private static boolean repeats(String lower) {
    for (int length = 1; length <= lower.length() / 2; length++) {
      String unit = lower.substring(0, length);
      boolean simple =
          length <= 3 || WORDS.contains(unit) || unit.chars().allMatch(Character::isDigit);
      if (simple && unit.repeat(lower.length() / length + 1).startsWith(lower)) {
        return true;
      }
    }
    return false;
  }
}
