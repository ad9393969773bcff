package shootdown.cpu;

/// What a hypercall answers when it refuses.
public final class Errno {
  public static final int OK = 0;
  public static final int ESRCH = -3;
  public static final int EFAULT = -14;
  public static final int EBUSY = -16;
  public static final int EINVAL = -22;
  public static final int ENOSYS = -38;

  private Errno() {}
}
