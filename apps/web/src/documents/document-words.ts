import type { DocumentFolder, KnowledgeDocument } from '@marketscope/contracts';

/** Folders as they are called on the page. */
export const folderNames: Record<DocumentFolder, string> = {
  private: 'Your documents',
  'financial-reports': 'Financial reports',
  'market-analysis': 'Market analysis',
  'company-profiles': 'Company profiles',
};

/** `1.4 MB` */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${kilobytes.toFixed(0)} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** What became of a document, in a few words. */
export function stateWords({ state, pages, progress }: KnowledgeDocument): string {
  switch (state) {
    case 'pending':
      return progress
        ? `Being read: page ${count(progress.pages)} of ${count(progress.of)}`
        : 'Waiting to be read';
    case 'indexed':
      return `${count(pages ?? 0)} ${pages === 1 ? 'page' : 'pages'}, ready for questions`;
    case 'failed':
      return 'Could not be read';
  }
}

/** `1,500` */
function count(number: number): string {
  return number.toLocaleString('en');
}
