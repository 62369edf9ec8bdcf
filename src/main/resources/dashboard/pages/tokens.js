/** Settings → API Tokens: every token of the workspace, and what can be done with several at once. */
import { useMemo, useState } from 'preact/hooks';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useTitle } from '../load.js';
import { managesAll, useSession } from '../session.js';
import { BulkRevoke } from '../tokens/bulk-revoke.js';
import { RenameDialog, useChange } from '../tokens/change.js';
import { columnsOf } from '../tokens/columns.js';
import { clearFilters, Filters, isFiltered, keyOf, orderName, useFilters } from '../tokens/filters.js';
import { useTokens } from '../tokens/list.js';
import { usePending } from '../tokens/pending.js';
import { pendingChange } from '../tokens/row-menu.js';
import { SelectionBar, UnusedHint, useSelection } from '../tokens/selection.js';
import { standardDays } from '../tokens/words.js';
import { Button } from '../ui/button.js';
import { Card, PageHead } from '../ui/card.js';
import { Empty, ErrorNotice } from '../ui/notice.js';
import { toast } from '../ui/questions.js';
import { Table, TableFoot, TableSkeleton } from '../ui/table.js';

const NewToken = () => html`<${Button} kind="primary" icon="plus" to="/settings/tokens/new">New API Token<//>`;

const NoTokens = () => html`<${Empty} icon="key" title="No API tokens yet" action=${html`<${NewToken} />`}>
  A token lets a program call your API in the name of this workspace: it sends it along with every call, as <span class="mono">Authorization: Bearer …</span>.
  Make one for each program and each environment. You see it once, it lives for ${plural(standardDays(useSession().workspace), 'day')} unless you choose otherwise, and you can revoke it at any moment.<//>`;

const NoMatch = () => html`<${Empty} icon="search" title="No token matches" action=${html`<${Button} onClick=${clearFilters}>Clear filters<//>`}>
  No token has this in its name with the status, environment and expiry that you have chosen. Revoked tokens are not listed any more; what became of them is in the audit log.<//>`;

/** How many there are in all, less those that the service has said to be gone since. */
function Count({ tokens: { first, gone }, filtered }) {
  const count = Math.max(first.total_count - gone, 0);
  const words = first.total_count_exact ? plural(count, 'token') : `More than ${plural(count, 'token')}`;
  return html`<p class="table-head muted small" role="status">${words}${filtered ? (count === 1 && first.total_count_exact ? ' matches' : ' match') : ''}</p>`;
}

function List({ tokens, filters, selection, actions, onRevoke }) {
  const session = useSession();
  const { rows, loading, hasMore } = tokens;
  if (rows === null) return tokens.error ? null : html`<${TableSkeleton} />`;
  if (rows.length === 0 && !hasMore) return isFiltered(filters) ? html`<${NoMatch} />` : html`<${NoTokens} />`;
  return html`<${Count} tokens=${tokens} filtered=${isFiltered(filters)} />
    <div class="tokens">
      <${Table} caption=${`API tokens, ${orderName(filters)}`} rows=${rows} columns=${columnsOf(rows.length, selection, actions)} busy=${loading}
        rowClass=${({ status }) => (status === 'expired' || status === 'revoking' ? 'faded' : '')} />
    </div>
    <${TableFoot} pages=${tokens} what=${rows.length === 1 ? 'token' : 'tokens'}>
      ${!managesAll(session) && html`<span>You can change and revoke the tokens that you have made.</span>`}
    <//>
    <${SelectionBar} selection=${selection} onRevoke=${onRevoke} />`;
}

function Rename({ token, actions: { look, fail }, onClose }) {
  const action = useChange(token, { onChanged: () => look(token.id), onPending: () => fail(pendingChange(token)) });
  return html`<${RenameDialog} token=${token} action=${action} onClose=${onClose} />`;
}

export default function Tokens() {
  useTitle('API Tokens');
  const filters = useFilters();
  const tokens = useTokens(filters);
  const selection = useSelection(tokens.rows, [keyOf(filters)]);
  const [renaming, setRenaming] = useState(null);
  const [revoking, setRevoking] = useState(null);
  const [failure, setFailure] = useState(null);
  const pending = (tokens.rows ?? []).filter(({ status }) => status === 'revoking');
  usePending(pending.map(({ id }) => id), (id) => {
    tokens.drop(id);
    if (!revoking) toast(`“${pending.find((token) => token.id === id).name}” is revoked.`);
  });
  const actions = useMemo(() => ({ put: tokens.put, look: tokens.look, rename: setRenaming, fail: setFailure }), []);
  return html`<div class="page">
    <${PageHead} title="API Tokens" actions=${html`<${NewToken} />`}>Programs call your API with these. Each is shown once when it is made; only its hash is kept.<//>
    <${Filters} filters=${filters} />
    <${ErrorNotice} error=${tokens.error} retry=${tokens.reload} />
    <${ErrorNotice} error=${failure} />
    <${UnusedHint} selection=${selection} hasMore=${tokens.hasMore} />
    <${Card} flush aria-label="Tokens"><${List} ...${{ tokens, filters, selection, actions }} onRevoke=${() => setRevoking(selection.chosen)} /><//>
    ${renaming && html`<${Rename} token=${renaming} actions=${actions} onClose=${() => setRenaming(null)} />`}
    ${revoking && html`<${BulkRevoke} tokens=${revoking} onClose=${() => setRevoking(null)} onGone=${tokens.drop} onDoubt=${tokens.look} />`}
  </div>`;
}
