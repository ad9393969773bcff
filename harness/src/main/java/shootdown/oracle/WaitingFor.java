package shootdown.oracle;

import shootdown.trace.LockKind;

/// What a vCPU waits for.
public sealed interface WaitingFor {

  /// In words, e.g. `page_table_lock(2)` or `call_function{1,3}`.
  String text();

  /// It does not wait.
  record Nothing() implements WaitingFor {
    @Override
    public String text() {
      return "nothing";
    }
  }

  /// It spins on a lock; who holds it is told by the snapshot's locks.
  ///
  /// @param kind the lock
  /// @param id the mm or frame it belongs to, or [Snapshot#NONE] if there is only one
  record ForLock(LockKind kind, int id) implements WaitingFor {
    @Override
    public String text() {
      return id == Snapshot.NONE ? kind.word() : kind.word() + "(" + id + ")";
    }
  }

  /// It has sent IPIs and waits until they are answered.
  ///
  /// @param to the kernel's word for it, e.g. `call_function`
  /// @param vcpus bit mask of those who have not answered
  record ForAnswers(String to, long vcpus) implements WaitingFor {
    @Override
    public String text() {
      return to + Words.mask(vcpus);
    }
  }

  /// It spins in the hypervisor until somebody has validated a frame.
  ///
  /// @param frame the frame
  /// @param validator number of the vCPU that validates it
  record ForValidation(int frame, int validator) implements WaitingFor {
    @Override
    public String text() {
      return "validation(" + frame + ")";
    }
  }
}
