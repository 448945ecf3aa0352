import { useEffect, useState } from 'react';

/** A value that follows another one after a pause. */
export function useDebounced<T>(value: T, milliseconds: number): T {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setKept(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return kept;
}

/** True once something has been so for a while; false as soon as it is not. */
export function useLate(so: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!so) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [so, milliseconds]);
  return so && late;
}
