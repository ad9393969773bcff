package survey;

/// Who says what becomes of a mutant.
interface Judge {
  Verdict judge(Mutant mutant);
}
