import { terraformFault } from '@marketscope/infra';
import { motoFault } from '@marketscope/testing';

/** What the cloud tests lack on this machine; undefined when nothing. */
export async function missingTool(): Promise<string | undefined> {
  return (await terraformFault()) ?? motoFault();
}
