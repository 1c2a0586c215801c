// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UnreachableError } from '../api/api-error.ts';
import type { SendFile } from '../api/send-file.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import { fakeDocument } from '../testing/fake-documents.ts';
import { renderPage } from '../testing/render-page.tsx';

const row = async (name: string) => {
  const found = (await screen.findByText(name)).closest('li');
  if (!found) throw new Error(`${name} is no row`);
  return found;
};

describe('the page of documents', () => {
  it('shows what became of each document, folder by folder', async () => {
    const api = createFakeApi();
    api.documents.push(
      fakeDocument({ id: 'd1', name: 'Q2.pdf' }),
      fakeDocument({ id: 'd2', name: 'long.pdf', state: 'pending', progress: { pages: 30, of: 300 } }),
      fakeDocument({ id: 'd3', name: 'locked.pdf', state: 'failed', reason: 'The PDF is encrypted.' }),
      fakeDocument({ id: 'd4', name: 'acme.md', folder: 'company-profiles', editable: false }),
    );
    await renderPage('/documents/d3', { api });
    expect((await row('Q2.pdf')).textContent).toContain('12 pages, ready for questions');
    expect((await row('Q2.pdf')).textContent).toContain('1.4 MB');
    expect((await row('long.pdf')).textContent).toContain('Being read: page 30 of 300');
    expect((await row('locked.pdf')).textContent).toContain('The PDF is encrypted.');
    expect((await row('locked.pdf')).getAttribute('aria-current')).toBe('true');
    const shared = screen.getByRole('region', { name: 'Company profiles' });
    expect(within(shared).queryByRole('button', { name: /Delete/ })).toBeNull();
    expect(screen.queryByLabelText('Folder')).toBeNull();
  });

  it('uploads a file, telling how much of it has gone', async () => {
    const sent: string[] = [];
    let finish: () => void = () => undefined;
    const sendFile: SendFile = async ({ url }, file, onSent) => {
      sent.push(`${url} ${file.size}`);
      onSent(0.5);
      await new Promise<void>((resolve) => (finish = resolve));
    };
    const { user } = await renderPage('/documents', { sendFile });
    expect(await screen.findByText('No documents yet')).toBeTruthy();
    await user.upload(screen.getByLabelText('Files to upload'), new File(['# Note'], 'note.md'));
    const bar = await screen.findByRole('progressbar', { name: 'note.md sent' });
    await waitFor(() => expect(bar.getAttribute('value')).toBe('0.5'));
    finish();
    await waitFor(() => expect(screen.queryByRole('progressbar', { name: 'note.md sent' })).toBeNull());
    expect((await row('note.md')).textContent).toContain('Waiting to be read');
    expect(sent).toEqual(['https://documents.example/note.md 6']);
  });

  it('says that a new version waits to be read, and looks until it has been', async () => {
    const api = createFakeApi();
    const before = fakeDocument({
      id: 'd1',
      name: 'Q2.pdf',
      state: 'failed',
      reason: 'The PDF is encrypted.',
    });
    api.documents.push(before);
    const { user } = await renderPage('/documents', { api, sendFile: async () => undefined });
    await screen.findByText('Could not be read');
    await user.upload(screen.getByLabelText('Files to upload'), new File(['%PDF'], 'Q2.pdf'));
    await waitFor(async () =>
      expect((await row('Q2.pdf')).textContent).toContain('New version waiting to be read'),
    );
    expect((await row('Q2.pdf')).textContent).not.toContain('encrypted');
    Object.assign(before, { state: 'indexed', reason: null, updatedAt: '2026-11-20T18:00:00.000Z' });
    expect(await screen.findByText(/ready for questions/, {}, { timeout: 4000 })).toBeTruthy();
  });

  it('says why a file was not taken, before and after it was sent', async () => {
    const { user, api } = await renderPage('/documents', {
      sendFile: async () => {
        throw new UnreachableError();
      },
    });
    await screen.findByText('No documents yet');
    const input = screen.getByLabelText('Files to upload');
    await user.upload(input, new File([''], 'empty.txt'));
    expect((await screen.findByRole('alert')).textContent).toContain('The file is empty');
    expect(api.calls).not.toContain('POST /api/documents');
    await user.click(screen.getByRole('button', { name: 'Dismiss empty.txt' }));
    await user.upload(input, new File(['x'], 'x.txt'));
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
  });

  it('lets a curator choose a shared folder', async () => {
    const api = createFakeApi();
    api.documentFolders = ['private', 'financial-reports'];
    const { user } = await renderPage('/documents', { api, sendFile: async () => undefined });
    await user.selectOptions(await screen.findByLabelText('Folder'), 'Financial reports');
    await user.upload(screen.getByLabelText('Files to upload'), new File(['x'], 'q1.txt'));
    await row('q1.txt');
    expect(api.documents[0]?.folder).toBe('financial-reports');
  });

  it('deletes a document when asked twice, and has the browser save its file', async () => {
    const api = createFakeApi();
    api.documents.push(fakeDocument({ id: 'd1', name: 'Q2.pdf' }));
    const { user, downloads } = await renderPage('/documents', { api });
    await user.click(await screen.findByRole('button', { name: 'Save Q2.pdf' }));
    await waitFor(() => expect(downloads).toEqual(['https://documents.example/d1']));
    await user.click(screen.getByRole('button', { name: 'Delete Q2.pdf' }));
    await user.click(screen.getByRole('button', { name: 'Delete Q2.pdf: Delete?' }));
    expect(await screen.findByText('No documents yet')).toBeTruthy();
    expect(api.documents).toEqual([]);
  });

  it('says that a document is gone which a link leads to', async () => {
    await renderPage('/documents/gone');
    expect(await screen.findByText(/not there any more/)).toBeTruthy();
  });
});
