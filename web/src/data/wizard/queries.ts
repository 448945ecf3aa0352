import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson, postJson, workspaceUrl } from '../../api/client';
import type { SavedSource, SourcePreview, Status, StoredFile } from '../../api/types';
import { useWorkspace } from '../../app/workspace';
import { SAMPLE, base64, canCut, cut, type Draft } from './draft';

const upload = (workspace: string, file: File) =>
  fetchJson<StoredFile>(workspaceUrl(workspace, `/sources/files/${encodeURIComponent(file.name)}`), { method: 'PUT', body: file });

/** What a draft makes of a file; without a draft, what is proposed for it. Files that cannot be cut and are large are put beside the workspace first. */
export function useLook() {
  const workspace = useWorkspace();
  return useMutation({
    mutationFn: async ({ file, draft }: { file: File; draft?: Draft }) => {
      const whole = file.size <= SAMPLE;
      const sent = whole || canCut(file.name);
      if (!sent) await upload(workspace.id, file);
      const content = sent ? base64(cut(new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer()), whole)) : undefined;
      return postJson<SourcePreview>(workspaceUrl(workspace.id, '/sources/preview'), { file: file.name, content, ...draft });
    },
  });
}

/** Puts the file beside the workspace, saves the draft as a source, and begins its import. */
export function useSave() {
  const workspace = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, draft }: { file: File; draft: Draft }) => {
      await upload(workspace.id, file);
      const { source } = await postJson<SavedSource>(workspaceUrl(workspace.id, '/sources'), draft);
      await postJson<Status>(workspaceUrl(workspace.id, `/sources/${encodeURIComponent(source)}/import`), {});
      return source;
    },
    onSettled: () => client.invalidateQueries(),
  });
}
