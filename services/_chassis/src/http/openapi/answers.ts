import { type z } from 'zod';

const ANSWER = 'relais:answer';

type Frozen<T> = T extends readonly (infer E)[] ? readonly Frozen<E>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What a schema of an answer shows, read only. */
export type Shown<S extends z.ZodType> = Frozen<z.output<S>>;

export type AnswerOptions = Readonly<{
  /** The answer tells its version as ETag. */
  versioned?: boolean;
  /** The answer tells by Location where what was made is read. */
  located?: boolean;
  /** Other media types in which the same is given. */
  also?: readonly string[];
  /** Codes of the service by which it refuses; derived from the problem table unless told. */
  refuses?: readonly string[];
}>;

export type Answer = AnswerOptions & Readonly<{ schema: z.ZodType }>;

type OtherForm<O extends AnswerOptions> = O extends { also: readonly string[] } ? string : never;

/** What a route answers when it succeeds; a handler that returns something else does not compile. */
export const Answers =
  <S extends z.ZodType, O extends AnswerOptions>(schema: S, options?: O) =>
  <H extends (...args: never[]) => Shown<S> | Promise<Shown<S> | OtherForm<O>>>(_target: object, _name: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    const answer: Answer = { schema, ...options };
    Reflect.defineMetadata(ANSWER, answer, descriptor.value as object);
  };

export const answerOf = (handler: object): Answer | undefined => Reflect.getMetadata(ANSWER, handler) as Answer | undefined;
