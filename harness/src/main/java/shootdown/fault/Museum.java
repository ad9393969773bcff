package shootdown.fault;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import shootdown.kernel.Kernel;

/// The catalogue: every fault, in the order of the families.
public final class Museum {
  private static final List<Class<? extends Kernel>> FAULTS =
      List.of(
          A01_UnpinNoShootdown.class,
          A02_StaleCr3Lazy.class,
          A02q_CurrentCr3AtQueueTime.class,
          A04_DropRefStateOk.class,
          A05_MaskClearedEarly.class,
          A05l_LeaveMmClearsEarly.class,
          A06_MaskReadEarly.class,
          A06m_MaskSetLate.class,
          A06w_MaskReadUnfenced.class,
          A07_NotUsingItYet.class,
          A07a_NotUsingItAnyMore.class,
          A07d_DropsWhoSaysSo.class,
          A08_AckedMidSwitch.class,
          A09_ExecPreempted.class,
          A09m_ExecMoved.class,
          A10_UnplugMaskFirst.class,
          A10c_UnplugStaysOnMm.class,
          A11_ExitMigrates.class,
          B01a_UnpinUnpinned.class,
          B01b_UnpinUnlocked.class,
          B03_SyncUnlocked.class,
          B05_PinInSwitch.class,
          B06_CopyUnlocked.class,
          B06w_WalkUnlocked.class,
          B07_PinnedFlagLeak.class,
          B08_KmapStaleRw.class,
          B09_KmapFlushInBatch.class,
          C01_ReadBeforeIssue.class,
          C03_LazyPastUnlock.class,
          C04_SharedQueue.class,
          D02_CallMaskByReference.class,
          D03_StartedBeforeRead.class,
          D03w_StartedWithoutBarrier.class,
          D05_CallLockTestThenSet.class,
          D06_OfflineInCount.class,
          D07_StoppedButOnline.class,
          D07d_DownBeforeSwapper.class,
          D07r_StopReturnsEarly.class,
          D07w_StopWaits.class,
          D08_SendBeforePublish.class,
          D08w_SendWithoutBarrier.class,
          E01_OnlineBeforeBind.class,
          E03_UnmaskOnOwnVcpu.class,
          E04_SelectorBeforePending.class,
          E04w_ExchangeWithoutBarrier.class,
          E06_EnableWithoutResend.class,
          E08_UnboundWhenOffline.class,
          F05_UnlockLastReference.class,
          F08_FreeBeforeFlush.class);

  private Museum() {}

  /// The classes, each with a [Fault].
  public static List<Class<? extends Kernel>> classes() {
    return FAULTS;
  }

  /// What is told of each.
  public static List<Fault> faults() {
    return FAULTS.stream().map(Museum::of).toList();
  }

  /// What is told of a kernel that is in the museum.
  ///
  /// @throws NullPointerException if it is not
  public static Fault of(Class<? extends Kernel> kernel) {
    return Objects.requireNonNull(kernel.getAnnotation(Fault.class), kernel::getName);
  }

  /// The kernel that a fault is one step away from.
  public static Kernel base(Class<? extends Kernel> kernel) {
    return make(kernel.getSuperclass().asSubclass(Kernel.class));
  }

  /// The fault of that number, in upper or lower case.
  public static Optional<Class<? extends Kernel>> find(String id) {
    return FAULTS.stream().filter(k -> of(k).id().equalsIgnoreCase(id)).findFirst();
  }

  /// A new kernel with the fault of that number.
  public static Optional<Kernel> kernel(String id) {
    return find(id).map(Museum::make);
  }

  /// What a family is about.
  public static String about(char family) {
    return switch (family) {
      case 'A' -> "cr3, lazy TLB, dropping references";
      case 'B' -> "pin and unpin against everybody who touches page tables";
      case 'C' -> "multicalls and lazy modes";
      case 'D' -> "calls to other vCPUs";
      case 'E' -> "event channels";
      case 'F' -> "the hypervisor, and pages freed too early";
      default -> throw new IllegalArgumentException("no such family: " + family);
    };
  }

  /// The family: the letter.
  public static char family(Fault fault) {
    return fault.id().toUpperCase(Locale.ROOT).charAt(0);
  }

  private static Kernel make(Class<? extends Kernel> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
