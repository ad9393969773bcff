package shootdown.hypervisor;

/// A virtual address, by page: a page of an address space, or a frame's place in the linear map.
public final class Va {
  private static final long LINEAR = 1L << 40;

  private Va() {}

  public static long page(int vpn) {
    return vpn;
  }

  /// Where the kernel sees `frame`: `__va`.
  public static long linear(int frame) {
    return LINEAR | frame;
  }

  public static boolean isLinear(long va) {
    return (va & LINEAR) != 0;
  }

  /// The page's number, or the frame's if the address is in the linear map.
  public static int number(long va) {
    return (int) va;
  }
}
