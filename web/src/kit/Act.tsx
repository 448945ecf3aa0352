import { Button, Tooltip, type ButtonProps } from 'antd';
import type { Given } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useMay } from '../app/session';

/** A button for what takes a right: whoever lacks it sees that it is there, and why it does nothing. */
export function Act({ right, ...button }: ButtonProps & { right: Given }) {
  const { t } = usePreferences();
  if (useMay(right)) return <Button {...button} />;
  return <Tooltip title={t('access.lacks', { right: t(`access.right.${right}`) })}><Button {...button} disabled /></Tooltip>;
}
