package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;

/// A hypervisor that does what the seed's text says: "Xen will not allow an in-use pagetable to be
/// unpinned".
///
/// Real Xen allows it and refuses later, at the remap. This one answers -EBUSY at UNPIN, which is
/// good for teaching and is not what Xen does. The breach is judged all the same.
public class StrictHypervisor extends Hypervisor {
  @Override
  public int unpin(Domain d, Vcpu v, int frame) {
    FrameTable frames = d.frames();
    if (frames.exists(frame)) {
      long x = frames.infoVolatile(frame);
      boolean root = PageInfo.type(x) == d.geometry().levels();
      if (root && PageInfo.pinned(x) && PageInfo.typeCount(x) > 1) {
        return Errno.EBUSY;
      }
    }
    return super.unpin(d, v, frame);
  }
}
