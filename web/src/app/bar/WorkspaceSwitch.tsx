import { Select } from 'antd';
import { useNavigate } from 'react-router';
import { usePreferences } from '../preferences';
import { useWorkspace, useWorkspaces } from '../workspace';

export function WorkspaceSwitch() {
  const { t, say } = usePreferences();
  const workspace = useWorkspace();
  const { data } = useWorkspaces();
  const navigate = useNavigate();
  const options = (data?.workspaces ?? [workspace]).map((w) => ({ value: w.id, label: say(w.title) }));
  return (
    <Select
      className="bar-workspace"
      aria-label={t('bar.workspace')}
      value={workspace.id}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(id: string) => navigate(`/${id}/overview`)}
    />
  );
}
