/** Keeps the screen from going dark, where the browser can; returns how to stop. */
export function keepAwake(): () => void {
  let held: WakeLockSentinel | null = null;
  let over = false;
  const hold = async () => {
    if (over || document.hidden || !('wakeLock' in navigator)) return;
    try {
      held = await navigator.wakeLock.request('screen');
    } catch {
      // A battery may forbid it: then the machine's own settings decide.
    }
  };
  const again = () => void hold();
  void hold();
  document.addEventListener('visibilitychange', again);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void held?.release();
  };
}
