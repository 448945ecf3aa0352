import { acceptCompletion, autocompletion, closeCompletion, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip, keymap, MatchDecorator, placeholder, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** What an editor asks the server and tells the page. */
export interface Hand {
  label: string;
  hint: string;
  oneLine: boolean;
  changed(text: string): void;
  entered(): void;
  complete(text: string, offset: number): Promise<{ from: number; to: number; items: readonly { insert: string; label: string; kind: string; detail: string }[] } | null>;
  hover(text: string, offset: number): Promise<{ start: number; end: number; title: string; doc: string } | null>;
}

const WORDS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\b(?:and|or|not|in|between|is|like|where|then|within|without|true|false|no|any|for|last|first|since|before|over|all|ago|this|previous|segment|entered|left|at|known|missing|half-life|consents|to|by|customer zone|days|sequence)\b|\b\d+(?:\.\d+)?\b/giu;
const mark = (name: string) => Decoration.mark({ class: name });
const [text, number, word] = [mark('cm-text'), mark('cm-number'), mark('cm-word')];

const matcher = new MatchDecorator({
  regexp: WORDS,
  decoration: ([found]) => (/^['"]/.test(found) ? text : /^\d/.test(found) ? number : word),
});

/** Texts, numbers and the language's own words in colours of their own. */
const colours = ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  constructor(view: EditorView) { this.decorations = matcher.createDeco(view); }
  update(update: ViewUpdate) { this.decorations = matcher.updateDeco(update, this.decorations); }
}, { decorations: (of) => of.decorations });

const KINDS: Readonly<Record<string, string>> = { tag: 'property', trait: 'property', property: 'property', event: 'class', segment: 'namespace', function: 'function', fold: 'function', value: 'enum', choice: 'enum', keyword: 'keyword', unit: 'keyword' };

function completions(hand: Hand) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const answer = await hand.complete(context.state.doc.toString(), context.pos);
    if (!answer || answer.items.length === 0 || context.aborted) return null;
    return {
      from: answer.from, to: answer.to, filter: false,
      options: answer.items.map((one) => ({ label: one.label, apply: one.insert, detail: one.detail || undefined, type: KINDS[one.kind.toLowerCase()] ?? 'text' })),
    };
  };
}

const hovered = (hand: Hand): Extension => hoverTooltip(async (view, position) => {
  const found = await hand.hover(view.state.doc.toString(), position);
  if (!found) return null;
  return {
    pos: found.start, end: found.end, above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-hovered';
      const title = dom.appendChild(document.createElement('b'));
      title.textContent = found.title;
      if (found.doc) dom.appendChild(document.createElement('p')).textContent = found.doc;
      return { dom };
    },
  };
});

const single = EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? [] : change));

/** An editor of expressions in a place of the page. */
export function createEditor(parent: HTMLElement, doc: string, hand: Hand): EditorView {
  const submit: Extension = Prec.high(keymap.of([
    { key: 'Tab', run: acceptCompletion },
    { key: hand.oneLine ? 'Enter' : 'Mod-Enter', run: (view) => { closeCompletion(view); hand.entered(); return true; } },
  ]));
  return new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        history(), colours, EditorView.lineWrapping, placeholder(hand.hint), autocompletion({ override: [completions(hand)], icons: true, activateOnTypingDelay: 150 }), hovered(hand),
        Prec.highest(keymap.of(completionKeymap)), submit, keymap.of([...defaultKeymap.filter((one) => one.key !== 'Tab'), ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': hand.label, spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => { if (update.docChanged) hand.changed(update.state.doc.toString()); }),
        ...(hand.oneLine ? [single] : []),
      ],
    }),
  });
}

/** Puts another text in, as one step that can be undone. */
export function replaceText(view: EditorView, next: string): void {
  if (view.state.doc.toString() !== next) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
}

/** Underlines mistakes; those that lie beyond the present text wait for the next check. */
export function underline(view: EditorView, mistakes: readonly { start: number; end: number; warning: boolean; message: string }[]): void {
  const { length } = view.state.doc;
  const marks: Diagnostic[] = mistakes.filter((one) => one.start <= length).map((one) => {
    const from = Math.min(one.start, Math.max(0, length - 1));
    return { from, to: Math.min(length, Math.max(one.end, from + 1)), severity: one.warning ? 'warning' : 'error', message: one.message };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}
